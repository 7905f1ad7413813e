"""Platform, ledger: somebody who walks round every trigger and right."""

import psycopg
import pytest
from django.db import connections

from salwa.platform.database.cluster import Cluster


@pytest.fixture
def superuser(cluster_home):
    """Somebody who walks round every trigger and right."""
    name = connections["default"].settings_dict["NAME"]
    folder = str(Cluster.of(cluster_home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname=name, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
