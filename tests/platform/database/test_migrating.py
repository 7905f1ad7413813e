"""Platform, database: the schema is the owner's, and up to date."""

import pytest
from django.core.management import call_command
from django.db import connection

from salwa.platform.database.migrating import migrate


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "loader"])
def test_migrating_again_runs_nothing():
    assert migrate() == []


def test_every_table_belongs_to_the_owner(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchall() == [("salwa_owner",)]


def test_no_migration_needs_an_extension_or_an_icu_collation(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT DISTINCT c.collname FROM pg_attribute a JOIN pg_collation c ON c.oid = a.attcollation "
            "WHERE c.collprovider = 'i'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db(databases=["default", "owner", "loader"])
def test_the_models_and_the_migrations_say_the_same():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
