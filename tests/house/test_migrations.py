"""The house, checked: a migration that moves records moves each to where it belongs."""

import importlib
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from salwa.platform.database import configuration
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home

SPLIT = importlib.import_module("salwa.contexts.registry.migrations.0004_sources").SHARE_OUT
# What later migrations closed, as it was when this one ran.
AS_IT_WAS = """
ALTER TABLE registry_source ALTER agency_id DROP NOT NULL;
ALTER TABLE registry_source DROP CONSTRAINT registry_source_of_agency;
ALTER TABLE registry_firearm DISABLE TRIGGER facts_only;
ALTER TABLE platform_entry DISABLE TRIGGER USER;
"""


@pytest.fixture
def owner(django_db_setup: None, cluster_home: Home) -> Iterator[psycopg.Connection]:
    """The owner in this run's database; what it does is rolled back."""
    name = connections["default"].settings_dict["NAME"]
    folder = str(Cluster.of(cluster_home).socket_folder)
    with psycopg.connect(host=folder, user=configuration.OWNER, dbname=name) as connection:
        yield connection
        connection.rollback()


def test_a_source_that_two_agencies_used_becomes_one_for_each(owner: psycopg.Connection) -> None:
    owner.execute(AS_IT_WAS)
    for agency in (901, 902, 903):
        owner.execute(
            "INSERT INTO identity_agency (id, uuid, kind, name) VALUES (%s, gen_random_uuid(), 'other', %s)",
            [agency, f"Agency {agency}"],
        )
        owner.execute(
            "INSERT INTO platform_entry (id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, "
            "digest, summary) VALUES (%s, gen_random_uuid(), 'test', 0, '', %s, '', now(), '', '{}')",
            [agency, agency],
        )
    owner.execute("INSERT INTO registry_source (id, name) VALUES (91, 'Shared'), (92, 'Own'), (93, 'Unused')")
    used = [(1, 901, 91), (2, 902, 91), (3, 902, 91), (4, 902, 92)]
    for firearm, agency, source in used:
        owner.execute(
            "INSERT INTO registry_firearm (id, uuid, number, agency_id, source_id) "
            "VALUES (%s, gen_random_uuid(), %s, %s, %s)",
            [9000 + firearm, 9000 + firearm, agency, source],
        )
        owner.execute("INSERT INTO registry_component (firearm_id, ordinal, kind) VALUES (%s, 1, 0)", [9000 + firearm])
    # An import that brought nothing new is all that agency 903 has.
    owner.execute(
        "INSERT INTO registry_imported_batch (source_id, entry_id, rows, keys, digests) "
        "VALUES (91, 902, 1, 'k2', 'd2'), (91, 903, 1, 'k3', 'd3')"
    )
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    owner.execute(SPLIT)
    sources = owner.execute("SELECT agency_id, name FROM registry_source ORDER BY 1, 2").fetchall()
    assert sources == [(901, "Shared"), (902, "Own"), (902, "Shared"), (903, "Shared")]
    firearms = owner.execute(
        "SELECT f.id - 9000, f.agency_id, s.agency_id, s.name FROM registry_firearm f "
        "JOIN registry_source s ON s.id = f.source_id WHERE f.id > 9000 ORDER BY 1"
    ).fetchall()
    assert firearms == [(1, 901, 901, "Shared"), (2, 902, 902, "Shared"), (3, 902, 902, "Shared"), (4, 902, 902, "Own")]
    batches = owner.execute(
        "SELECT b.keys, s.agency_id FROM registry_imported_batch b JOIN registry_source s ON s.id = b.source_id "
        "ORDER BY b.keys"
    ).fetchall()
    assert [(bytes(keys), agency) for keys, agency in batches] == [(b"k2", 902), (b"k3", 903)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("UPDATE registry_imported_batch SET rows = 2")
