"""`salwa ledger`: what was done is sealed and held against the seal; what was changed is named."""

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
