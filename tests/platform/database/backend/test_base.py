"""Platform, database: a connection brings the server back that it needs."""

import pytest
from django.db import connections
from django.db.utils import OperationalError

from salwa.platform.database.cluster import Cluster


def test_a_server_that_was_stopped_or_killed_is_back_for_the_next_command(node):
    stopped = node.salwa("database", "stop")
    assert stopped.stdout == "Stopped.\n"
    listed = node.salwa("user", "list")
    assert (listed.returncode, "registrar" in listed.stdout) == (0, True), listed.stderr
    cluster = Cluster.of(node.home)
    assert cluster.is_ready


def test_a_database_that_is_not_ours_is_told_not_to_answer(tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.setenv("SALWA_DATABASE_URL", f"postgresql://salwa_app@/salwa?host={tmp_path}")
    wrapper = connections["default"].copy("elsewhere")
    wrapper.settings_dict["HOST"] = str(tmp_path)
    with django_db_blocker.unblock(), pytest.raises(OperationalError):
        wrapper.ensure_connection()
