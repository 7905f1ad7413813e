"""Platform, database: the three roles and what each may do.

The owner holds the schema and migrates it. The app reads and inserts rows; of the tables of the contexts it changes the
columns in :data:`CHANGED` only, and deletes from those in :data:`DELETED` only: a table that is in neither is closed to
changes. The loader inserts rows into the tables of :data:`LOADED` and executes the functions whose name
begins with ``loader_``, with the one by which any action learns which rows it wrote, and nothing else: it cannot even
read. A table guarded by a trigger named ``append_only`` (operations.AppendOnly) is never updated or deleted from. What
PostgreSQL lets everybody do outside the tables, and no role here needs, the superuser of the cluster takes back
(:data:`UNNEEDED`).
"""

from psycopg import Connection, sql

from salwa.platform.database.configuration import APP, DATABASE, LOADER, OWNER

#: Tables the loader may insert into, each with the columns it may give; all of them where none is named.
LOADED: dict[str, tuple[str, ...]] = {
    "platform_entry": (),
    "platform_unsealed": (),
    "platform_bound": (),
    "registry_firearm": (),
    "registry_component": (),
    "registry_mark": (),
    "registry_event": (),
    "registry_firearm_state": (),
    "registry_remark": (),
    "registry_finding": (),
    "registry_imported_batch": (),
    "registry_delta": (),
    "registry_segment": ("folder", "rows", "digest", "entry_id"),
}
#: Columns that the app's actions change. The id of a firearm, an
#: application and an inspection is for locking its row only: a trigger refuses the change itself.
#: Columns that the app's actions change. An ``id`` is for locking the row only: a trigger
#: refuses the change itself.
CHANGED: dict[str, tuple[str, ...]] = {
    "identity_accesstoken": ("withdrawn_at",),
    "identity_roleassignment": ("held_to",),
    "identity_user": ("password", "is_active", "language"),
    "licensing_application": ("id",),
    "licensing_inspection": ("id",),
    "licensing_licensee": ("held_to", "ended_id"),
    "licensing_premises": ("closed_id",),
    "licensing_proposal": ("settled_id", "is_confirmed"),
    "licensing_state": (
        *("valid_from", "valid_to", "since", "hand_in_by"),
        *("quota", "is_suspended", "ended", "terms"),
    ),
    "licensing_task": ("closed_id",),
    "marking_consignment": ("id",),
    "marking_discrepancy": ("closed_id",),
    "marking_job": ("id",),
    "marking_operator_spell": ("ended_at",),
    "marking_series": ("id",),
    "platform_tile": ("hashes",),
    "registry_agency_holdings": ("closed",),
    "registry_calibre_of": ("withdrawn_id",),
    "registry_finding": ("closed_id",),
    "registry_firearm": ("make", "model", "calibre", "type", "country", "year"),
    "registry_firearm_state": ("status", "event", "holder_id"),
    "registry_hold": ("lifted_id",),
    "registry_merge": ("undone_id",),
    "registry_segment": ("retired",),
}
#: Tables from which the app's actions delete: what is derived, a queue, kept for a quarter of an hour; and words about
#: somebody whose time is over.
DELETED = ("identity_failedsignin", "licensing_words", "platform_unsealed", "registry_delta", "registry_segment")
#: Functions of PostgreSQL itself that everybody may execute and no role of ours needs: they write beside the tables,
#: where no entry says who did, or break off what another does. Source: PostgreSQL's documentation, chapters on large
#: objects and on system administration functions.
UNNEEDED = (
    *("lo_close", "lo_creat", "lo_create", "lo_export", "lo_from_bytea", "lo_get", "lo_import", "lo_lseek"),
    *("lo_lseek64", "lo_open", "lo_put", "lo_tell", "lo_tell64", "lo_truncate", "lo_truncate64", "lo_unlink"),
    *("loread", "lowrite", "pg_cancel_backend", "pg_logical_emit_message", "pg_terminate_backend"),
)
_OURS = r"^(identity|registry|licensing|marking|retention|platform)\_"
_DJANGO = r"^(django_migrations|django_content_type|auth\_.*)$"


def create_roles(connection: Connection) -> None:
    """Create the roles that are missing. The connection is the superuser's, in autocommit."""
    for role in (OWNER, APP, LOADER):
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def create_database(connection: Connection, name: str = DATABASE) -> bool:
    """Create a database of the owner, open to no other role but app and loader; return whether it was created."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    words = {
        "name": sql.Identifier(name),
        "owner": sql.Identifier(OWNER),
        "app": sql.Identifier(APP),
        "loader": sql.Identifier(LOADER),
    }
    for statement in (
        "CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'",
        "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {name} TO {app}",
        "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {loader}",
    ):
        connection.execute(sql.SQL(statement).format(**words))
    return True


def set_default_privileges(connection: Connection, *, app: str = APP, loader: str = LOADER) -> None:
    """Say what app and loader may do with what the owner will make. The connection is the owner's.

    A role that is the owner itself (one database user for all three) is passed over.
    """
    owner = connection.info.user
    words = {"app": sql.Identifier(app), "loader": sql.Identifier(loader)}
    statements = ["ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"]
    if app != owner:
        statements += [
            "GRANT USAGE ON SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {app}",
        ]
    if loader not in (owner, app):
        statements += [
            "GRANT USAGE ON SCHEMA public TO {loader}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {loader}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {loader}",
        ]
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**words))


def close_unneeded(connection: Connection) -> None:
    """Take the functions of :data:`UNNEEDED` from everybody. The connection is the superuser's, to the database."""
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc "
        "WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s)",
        [list(UNNEEDED)],
    ).fetchall()
    for (signature,) in functions:
        connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(signature)))


def settle_privileges(connection: Connection, *, app: str = APP, loader: str = LOADER) -> None:
    """Take back, after a migration, what the default privileges gave too much, and name the loader's functions.

    The connection is the owner's.
    """
    owner = connection.info.user
    if app != owner:
        _settle_app(connection, app)
        _settle_django(connection, app)
    if loader not in (owner, app):
        _settle_loader(connection, loader)


def _settle_app(connection: Connection, app: str) -> None:
    """Take from the app every change and deletion in the contexts' tables but those that actions make."""
    role = sql.Identifier(app)
    tables = connection.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND ("
        "c.relname ~ %s OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only'))",
        [_OURS],
    ).fetchall()
    for (table,) in tables:
        name = sql.Identifier(table)
        connection.execute(sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(name, role))
        if columns := CHANGED.get(table):
            listed = sql.SQL(", ").join(map(sql.Identifier, columns))
            connection.execute(sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(listed, name, role))
        if table in DELETED:
            connection.execute(sql.SQL("GRANT DELETE ON {} TO {}").format(name, role))


def _settle_django(connection: Connection, app: str) -> None:
    """Take from the app every change in Django's own tables but sessions: they steer the owner's next migration."""
    tables = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname ~ %s",
        [_DJANGO],
    ).fetchall()
    for (table,) in tables:
        statement = sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier(app)))


def _settle_loader(connection: Connection, loader: str) -> None:
    """Give the loader the tables and functions that are its own, and take every other table back."""
    role = sql.Identifier(loader)
    connection.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role))
    for table, columns in LOADED.items():
        listed = sql.SQL(" ({})").format(sql.SQL(", ").join(map(sql.Identifier, columns))) if columns else sql.SQL("")
        connection.execute(sql.SQL("GRANT INSERT{} ON {} TO {}").format(listed, sql.Identifier(table), role))
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND (proname LIKE 'loader\\_%' OR proname = 'salwa_take_rows')"
    ).fetchall()
    for (signature,) in functions:
        statement = sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}")
        connection.execute(statement.format(sql.SQL(signature), role))
