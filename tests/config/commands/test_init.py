"""Config, commands: a home becomes the node of a State, without a question, once."""

import shutil
import stat

import psycopg
import pytest

from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home
from tests.conftest import salwa_in


def content(home):
    return {
        path.relative_to(home.path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in home.path.rglob("*")
        if path.is_file() and "logs" not in path.parts and "data" not in path.parts
    }


def entries(home):
    with starting.superuser(Cluster.of(home), "salwa") as connection:
        return connection.execute("SELECT count(*) FROM platform_entry").fetchone()[0]


def test_a_home_is_made_closed_to_others(node):
    home = node.home
    told = home.node()
    assert (told.state, told.role, told.name) == ("XC", "state", "XC")
    for folder in (home.path, home.keys, home.segments):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.keys.iterdir()} == {0o600}


def test_again_it_changes_nothing_and_says_so(node):
    before = content(node.home), entries(node.home)
    again = node.salwa("init", "--state", "XC")
    assert (again.returncode, again.stdout) == (
        0,
        f"{node.home.path} is already the node of XC; nothing was changed.\n",
    )
    assert (content(node.home), entries(node.home)) == before


@pytest.mark.parametrize("arguments", [("--state", "XD"), ("--state", "XC", "--role", "branch")])
def test_another_authority_is_refused_and_nothing_is_changed(node, arguments):
    before = content(node.home)
    told = node.salwa("init", *arguments)
    assert told.returncode == 2
    assert "is already the node of XC in the role 'state'" in told.stderr
    assert content(node.home) == before


@pytest.mark.parametrize("code", ["QQQ", "EU", "1A", "", "аб"])
def test_what_is_no_state_is_refused_before_anything_is_made(tmp_path, code):
    told = salwa_in(Home(tmp_path / "home"), "init", "--state", code)
    assert told.returncode == 2
    assert "is not the code of a State" in told.stderr
    assert not (tmp_path / "home").exists()


def test_what_is_missing_is_completed(tmp_path):
    home = Home(tmp_path / "home")
    try:
        assert salwa_in(home, "init", "--state", "XC").returncode == 0
        with starting.superuser(Cluster.of(home), "salwa") as connection:
            connection.execute(
                "DELETE FROM identity_roleassignment USING identity_user u WHERE u.id = user_id AND username = %s",
                ["tracing_officer"],
            )
            connection.execute("DELETE FROM identity_user WHERE username = 'tracing_officer'")
        told = salwa_in(home, "init", "--state", "xc")
        assert told.stdout == f"Made in {home.path}: tracing_officer.\n"
    finally:
        Cluster.of(home).remove()


def test_a_home_that_was_moved_does_not_begin_anew(node, tmp_path):
    moved = Home(tmp_path / "moved")
    moved.make()
    moved.node_file.write_bytes(node.home.node_file.read_bytes())
    told = salwa_in(moved, "init", "--state", "XC")
    assert told.returncode == 2
    assert "moved or renamed" in told.stderr
    assert not Cluster.of(moved).exists


def test_a_home_that_was_deleted_and_made_again_begins_with_no_records_and_keeps_the_old(tmp_path):
    home = Home(tmp_path / "home")
    cluster = Cluster.of(home)
    aside = []
    try:
        assert salwa_in(home, "init", "--state", "XC").returncode == 0
        before = home.node().uuid
        assert (
            salwa_in(home, "user", "add", "a.tarek", "--name", "A. Tarek", "--agency", "Tracing desk").returncode == 0
        )
        for path in home.path.iterdir():
            if path != cluster.folder:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        again = salwa_in(home, "init", "--state", "XC")
        aside = [*cluster.folder.parent.glob(f"{cluster.folder.name}.until-*")]
        assert again.returncode == 0, again.stderr
        assert f"it is kept, unused, in {aside[0]}.\n" in again.stdout
        assert (aside[0] / "data" / "PG_VERSION").exists()
        assert home.node().uuid != before
        with starting.superuser(cluster, "salwa") as connection:
            names = connection.execute("SELECT username FROM identity_user").fetchall()
        assert ("registrar",) in names
        assert ("a.tarek",) not in names
        sealed = salwa_in(home, "ledger", "seal"), salwa_in(home, "ledger", "verify")
        assert [told.returncode for told in sealed] == [0, 0], sealed
    finally:
        cluster.remove()
        for path in aside:
            shutil.rmtree(path)


def test_a_database_of_the_states_own_serves_a_second_home(node, tmp_path):
    cluster = Cluster.of(node.home)
    cluster.start()
    with starting.superuser(cluster) as connection:
        connection.execute("CREATE DATABASE given OWNER salwa_owner")
    address = f"postgresql://{{}}@/given?host={cluster.socket_folder}"
    given = {
        "SALWA_DATABASE_URL": address.format("salwa_app"),
        "SALWA_DATABASE_URL_OWNER": address.format("salwa_owner"),
        "SALWA_DATABASE_URL_LOADER": address.format("salwa_loader"),
    }
    home = Home(tmp_path / "second")
    made = salwa_in(home, "init", "--state", "XD", "--role", "branch", **given)
    assert made.returncode == 0, made.stderr
    assert not Cluster.of(home).exists
    listed = salwa_in(home, "user", "list", **given)
    assert listed.stdout.count("\n") == 3
    with (
        psycopg.connect(given["SALWA_DATABASE_URL_LOADER"]) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT * FROM platform_entry")
    assert salwa_in(home, "database", "stop", **given).returncode == 2


def test_credentials_of_the_service_manager_are_used_instead_of_keys(node, tmp_path):
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    for key in node.home.keys.iterdir():
        (credentials / key.name).write_bytes(key.read_bytes())
    told = salwa_in(Home(tmp_path / "home"), "init", "--state", "XC", CREDENTIALS_DIRECTORY=str(credentials))
    try:
        assert told.returncode == 0, told.stderr
        assert "key" not in told.stdout
        assert list((tmp_path / "home" / "keys").iterdir()) == []
    finally:
        Cluster.of(Home(tmp_path / "home")).remove()
