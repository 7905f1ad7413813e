"""Platform, database: it is there when a command needs it."""

from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home


def test_what_was_created_is_not_created_again(cluster_home):
    assert starting.create(cluster_home) is False


def test_a_running_server_is_left_running(cluster_home):
    pid = Cluster.of(cluster_home).pid
    starting.ensure_running(cluster_home)
    assert Cluster.of(cluster_home).pid == pid


def test_a_database_that_is_not_ours_is_not_started(tmp_path, monkeypatch):
    monkeypatch.setenv("SALWA_DATABASE_URL", "postgresql://db.example/salwa")
    starting.ensure_running(Home(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
