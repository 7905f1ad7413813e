"""`salwa ledger`: what was done is sealed and held against the seal; what was changed is named."""

import subprocess
import sys

import psycopg
import pytest

from salwa.kernel.ledger.notes import Key, opened
from salwa.platform.database.cluster import Cluster
from tests.conftest import salwa_in


@pytest.fixture
def told(node):
    def run(*words, code=0):
        done = salwa_in(node.home, "ledger", *words)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    return run


def test_a_home_seals_verifies_and_names_the_entry_that_a_superuser_changed(node, told):
    told("seal")
    assert "0 entries sealed" in told("seal")
    assert "Everything is as it was signed." in told("verify")
    checkpoint = opened(told("checkpoint"), Key.parse(told("key")))
    assert checkpoint.size > 0
    folder = str(Cluster.of(node.home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname="salwa", autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        change = "UPDATE platform_entry SET reason = %s WHERE id = (SELECT min(id) FROM platform_entry) RETURNING id"
        changed = superuser.execute(change, ["nobody will see"]).fetchone()[0]
        said = told("verify", code=1)
        superuser.execute(change, [""])
    assert f"Entry {changed} was changed: private is not as sealed." in said
    assert "Everything is as it was signed." in told("verify")


def test_hashes_that_were_lost_are_made_again_and_damage_elsewhere_is_named(node, told):
    told("seal")
    folder = str(Cluster.of(node.home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname="salwa", autocommit=True) as superuser:
        superuser.execute("DELETE FROM platform_tile")
        assert "salwa ledger rebuild-tiles" in told("verify", code=1)
        assert "1 tile of hashes was put right." in told("rebuild-tiles", "--reason", "a disk lost them")
        assert "Everything is as it was signed." in told("verify")
        superuser.execute("SET session_replication_role = replica")
        change = "UPDATE platform_entry SET body = body || %s WHERE id = (SELECT min(id) FROM platform_entry)"
        superuser.execute(change, [b" "])
        said = told("rebuild-tiles", "--reason", "once more", code=2)
        superuser.execute(change.replace("body || %s", "rtrim(body, %s)"), [b" "])
    assert "was changed: its bytes are not those that were sealed." in said
    assert "nothing was written" in said
    assert "Everything is as it was signed." in told("verify")


def test_a_state_that_a_superuser_changed_is_named_by_its_record(node, told):
    record = ("record", "firearm", "--serial", "STA55123", "--make", "Glock", "--mark", "maker:Glock")
    done = salwa_in(node.home, *record)
    assert done.returncode == 0, done.stderr
    assert "Everything is as it was signed." in told("verify")
    folder = str(Cluster.of(node.home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname="salwa", autocommit=True) as superuser:
        change = "UPDATE registry_firearm_state SET status = status + %s WHERE firearm_id = %s"
        (firearm,) = superuser.execute("SELECT max(firearm_id) FROM registry_firearm_state").fetchone()
        superuser.execute(change, [1, firearm])
        said = told("verify", code=1)
        assert "Everything is as it was signed." in told("verify", "--table", "registry_mark")
        superuser.execute(change, [-1, firearm])
    assert "does not follow from what happened to it" in said
    assert "Everything is as it was signed." in told("verify")


def test_an_entry_that_a_superuser_emptied_is_named(node, told):
    folder = str(Cluster.of(node.home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname="salwa", autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        asked = "SELECT id, actor_name, reason, salt FROM platform_entry ORDER BY id DESC LIMIT 1"
        entry, *before = superuser.execute(asked).fetchone()
        change = "UPDATE platform_entry SET actor_name = %s, reason = %s, salt = %s WHERE id = %s"
        superuser.execute(change, ["", "", b"", entry])
        said = told("verify", code=1)
        superuser.execute(change, [*before, entry])
    assert f"Entry {entry} lost its name and reason, and no erasure says so." in said
    assert "Everything is as it was signed." in told("verify")


def test_a_checkpoint_handed_out_and_the_files_for_others_are_held_against(told, tmp_path):
    told("seal")
    (tmp_path / "earlier.txt").write_text(told("checkpoint"))
    assert "Everything is as it was signed." in told("verify", "--against", str(tmp_path / "earlier.txt"))
    (tmp_path / "letter.txt").write_text("no checkpoint")
    said = told("verify", "--against", str(tmp_path / "letter.txt"), code=2)
    assert "letter.txt is no checkpoint that this node's key has signed." in said
    assert "are new." in told("export", str(tmp_path / "log"))
    assert "0 files are new." in told("export", str(tmp_path / "log"))
    order = [sys.executable, "-I", "contrib/verify_ledger.py", str(tmp_path / "log"), "--key", told("key").strip()]
    done = subprocess.run(order, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "are as they were signed." in done.stdout
