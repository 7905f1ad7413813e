"""Platform, database: a server of one's own comes up, comes back, and keeps to itself."""

import json
import os
import pwd
import shutil
import signal
import stat
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.errors import NotReady
from salwa.platform.home import Home


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The cluster of a home in a closed folder, with a path longer than a socket's may be."""
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    home = Home(closed / ("a-long-name-" * 6) / ("and-another-" * 6))
    starting.create(home)
    made = Cluster.of(home)
    yield made
    made.remove()


def rows(cluster, statement="SELECT 1"):
    with starting.superuser(cluster) as connection:
        return connection.execute(statement).fetchall()


def wait_until_gone(pid):
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]:
        time.sleep(0.02)


def test_a_long_home_in_a_closed_folder_works(cluster):
    assert len(os.fsencode(cluster.home.path)) > 107
    assert rows(cluster, "SELECT count(*) FROM pg_database WHERE datname = 'salwa'") == [(1,)]


def test_it_speaks_over_its_own_socket_only(cluster):
    assert rows(cluster, "SHOW listen_addresses") == [("",)]
    assert stat.S_IMODE(cluster.socket_folder.stat().st_mode) == 0o700
    rules = rows(cluster, "SELECT DISTINCT type, auth_method FROM pg_hba_file_rules")
    assert rules == [("local", "peer")]


def test_it_keeps_its_rows_safe(cluster):
    told = rows(
        cluster, "SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'full_page_writes')"
    )
    assert {setting for _, setting in told} == {"on"}
    assert rows(cluster, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'salwa'") == [("UTF8",)]


def test_a_killed_server_comes_back_with_what_was_committed(cluster):
    cluster.start()
    with starting.superuser(cluster) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (said text)")
        connection.execute("INSERT INTO kept VALUES ('committed')")
    pid = cluster.pid
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    assert not cluster.is_ready
    assert cluster.start()
    assert rows(cluster, "SELECT DISTINCT said FROM kept") == [("committed",)]
    assert cluster.pid != pid


def test_a_lock_file_left_by_a_dead_server_whose_number_another_process_has_is_no_hindrance(cluster):
    cluster.start()
    told = (cluster.data / "postmaster.pid").read_text().splitlines()
    cluster.stop()
    stale = cluster.data / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *told[1:]]) + "\n")
    assert cluster.pid is None
    assert cluster.start()
    assert rows(cluster) == [(1,)]


def test_a_lock_on_the_socket_that_names_another_process_is_no_hindrance(cluster):
    cluster.start()
    folder = cluster.socket_folder
    cluster.stop()
    (folder / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert cluster.start()
    assert rows(cluster) == [(1,)]


def test_a_server_that_lost_its_socket_is_started_again(cluster):
    cluster.start()
    pid = cluster.pid
    shutil.rmtree(cluster.socket_folder)
    assert cluster.start()
    assert rows(cluster) == [(1,)]
    assert cluster.pid != pid


def test_data_that_were_moved_behind_a_link_are_known_to_be_served(cluster, tmp_path):
    cluster.start()
    link = tmp_path / "link"
    link.symlink_to(cluster.folder)
    assert Cluster(cluster.home, link).pid == cluster.pid


def test_two_commands_at_once_start_one_server(cluster):
    cluster.stop()
    started = []
    both = [threading.Thread(target=lambda: started.append(cluster.start())) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(started) == [False, True]
    assert rows(cluster) == [(1,)]


def test_two_homes_run_side_by_side(cluster, cluster_home):
    cluster.start()
    other = Cluster.of(cluster_home)
    assert cluster.pid != other.pid
    assert cluster.data != other.data
    assert rows(cluster) == rows(other) == [(1,)]


def test_starting_and_stopping_again_is_no_error(cluster):
    cluster.start()
    assert cluster.start() is False
    assert cluster.stop() is True
    assert cluster.stop() is False
    with pytest.raises(psycopg.OperationalError):
        rows(cluster)


def test_settings_of_ones_own_are_kept_through_a_start(cluster):
    cluster.stop()
    own = cluster.data / "local.conf"
    own.write_text("work_mem = '33MB'\n")
    shutil.chown(own, cluster.account.pw_uid, cluster.account.pw_gid)
    cluster.start()
    assert rows(cluster, "SHOW work_mem") == [("33MB",)]


def test_links_laid_among_the_data_lead_to_no_other_file(cluster, tmp_path):
    cluster.stop()
    precious = tmp_path / "precious"
    precious.write_text("kept")
    (cluster.data / "salwa.conf.new").symlink_to(precious)
    (cluster.data / "salwa.conf").unlink()
    (cluster.data / "pg_ident.conf").unlink()
    (cluster.data / "pg_ident.conf").symlink_to(precious)
    cluster.start()
    assert precious.read_text() == "kept"
    told = (cluster.data / "salwa.conf").stat()
    assert (told.st_uid, stat.S_IMODE(told.st_mode)) == (cluster.account.pw_uid, 0o600)
    (cluster.data / "salwa.conf.new").unlink()


def test_what_the_servers_account_writes_down_leads_root_to_no_other_folder(cluster, tmp_path):
    cluster.start()
    other = Cluster(Home(tmp_path / "home"), tmp_path / "cluster")
    other.data.mkdir(parents=True)
    lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    (other.data / "postmaster.pid").write_text("\n".join(["1", *lines[1:]]) + "\n")
    other.remove()
    assert not other.folder.exists()
    assert rows(cluster) == [(1,)]
    assert (other.socket_folder == cluster.socket_folder) is False


def test_a_cluster_of_another_version_is_refused_and_not_touched(tmp_path):
    cluster = Cluster(Home(tmp_path / "home"), tmp_path / "cluster")
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(NotReady, match=r"made by PostgreSQL 9; installed here.*pg_upgrade"):
        cluster.start()
    assert [path.name for path in cluster.data.iterdir()] == ["PG_VERSION"]


def test_a_version_that_cannot_be_read_is_told(tmp_path):
    cluster = Cluster(Home(tmp_path / "home"), tmp_path / "cluster")
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text("what?\n")
    with pytest.raises(NotReady, match="does not name a version"):
        cluster.start()


def test_a_moved_home_is_told_instead_of_beginning_anew(tmp_path):
    with pytest.raises(NotReady, match="moved or renamed"):
        Cluster.of(Home(tmp_path / "moved")).start()


def test_a_socket_folder_that_somebody_else_laid_there_is_refused(tmp_path, monkeypatch):
    cluster = Cluster(Home(tmp_path / "home"), tmp_path / "cluster")
    trap = tmp_path / "trap"
    trap.symlink_to(tmp_path)
    with pytest.raises(NotReady, match="belongs to another user"):
        cluster._own_folder(trap)


def test_a_server_that_cannot_start_says_where_its_log_is(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("broken") / "home")
    starting.create(home)
    cluster = Cluster.of(home)
    try:
        cluster.stop()
        own = cluster.data / "local.conf"
        own.write_text("no_such_setting = 1\n")
        shutil.chown(own, cluster.account.pw_uid, cluster.account.pw_gid)
        with pytest.raises(NotReady, match=r"server\.log"):
            cluster.start()
    finally:
        cluster.remove()


def test_an_ordinary_user_has_a_server_in_the_home(ordinary_user):
    told = ordinary_user(use_a_cluster)
    assert told["failed"] == ""
    assert told["data_in_home"] is True
    assert told["rows_after_kill"] == [[1]]
    assert told["mode"] == 0o700
    assert told["roles"] == ["salwa_app", "salwa_loader", "salwa_owner"]


def use_a_cluster(folder):
    home = Home(folder / ("a-long-name-" * 6) / ("and-another-" * 6))
    starting.create(home)
    cluster = Cluster.of(home)
    try:
        mode = stat.S_IMODE(cluster.socket_folder.stat().st_mode)
        roles = rows(cluster, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'salwa_%' ORDER BY 1")
        os.kill(cluster.pid, signal.SIGKILL)
        time.sleep(0.2)
        cluster.start()
        return {
            "data_in_home": cluster.data.is_relative_to(home.path),
            "rows_after_kill": rows(cluster),
            "mode": mode,
            "roles": [role for (role,) in roles],
        }
    finally:
        cluster.remove()


def test_another_user_of_the_machine_is_not_let_in(cluster, ordinary_user):
    cluster.start()
    host = str(cluster.socket_folder)

    def try_to_enter(_folder):
        try:
            psycopg.connect(host=host, user="salwa_app", dbname="salwa").close()
        except psycopg.OperationalError:
            return {"entered": False}
        return {"entered": True}

    told = ordinary_user(try_to_enter)
    assert told["entered"] is (os.geteuid() != 0)


@pytest.fixture
def ordinary_user():
    """Run a function as an ordinary user: in a child process that gives up root where the tests run as root."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="salwa-ordinary-"))
    os.chown(folder, account.pw_uid, account.pw_gid)

    def run(function):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            told = {"failed": ""}
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(account.pw_gid)
                    os.setuid(account.pw_uid)
                os.environ.pop("XDG_RUNTIME_DIR", None)
                told.update(function(folder))
            except BaseException as error:  # noqa: BLE001 - the child must not return into pytest
                told["failed"] = repr(error)
            os.write(writing, json.dumps(told).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = json.loads(pipe.read())
        os.waitpid(child, 0)
        return answer

    yield run
    shutil.rmtree(folder, ignore_errors=True)
