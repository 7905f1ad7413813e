"""Platform, database: bring the schema up to date as its owner, and settle who may do what with it."""

from django.core.management import call_command
from django.db import connections
from psycopg import Connection

from salwa.platform import home as homes
from salwa.platform.database import roles, starting

_MIGRATING = 0x5A1A0002


def migrate() -> list[str]:
    """Migrate as the owner; return the names of the migrations that were run. Sets and settles the privileges.

    A second one at the same time waits for the first.
    """
    owner = connections["owner"]
    owner.ensure_connection()
    raw: Connection = owner.connection
    raw.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
    try:
        before = _applied()
        app, loader = _user("default"), _user("loader")
        roles.set_default_privileges(raw, app=app, loader=loader)
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        roles.settle_privileges(raw, app=app, loader=loader)
        starting.close_unneeded(homes.current(), str(owner.settings_dict["NAME"]))
        return sorted(_applied() - before)
    finally:
        raw.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


def _applied() -> set[str]:
    connection = connections["owner"]
    if "django_migrations" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations")
        return {str(row[0]) for row in cursor.fetchall()}


def _user(alias: str) -> str:
    """Return the database role of an alias, asked of the server: an address may leave it to a service file."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])
