"""Platform, database: it is there when a command needs it."""

import threading

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


def test_two_that_create_at_once_make_one(tmp_path):
    home = Home(tmp_path / "home")
    made = []
    both = [threading.Thread(target=lambda: made.append(starting.create(home))) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    try:
        assert len(made) == 2
        with starting.superuser(Cluster.of(home), "salwa") as connection:
            assert connection.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'salwa%'").fetchone() == (3,)
    finally:
        Cluster.of(home).remove()
