"""Platform, database: the three roles and what each may do.

The owner holds the schema and migrates it. The app reads and writes rows. The loader inserts rows and executes the
functions whose name begins with ``loader_``, and nothing else: it cannot even read. A table guarded by a trigger named
``append_only`` (operations.AppendOnly) is never updated or deleted from.
"""

from psycopg import Connection, sql

from salwa.platform.database.configuration import APP, DATABASE, LOADER, OWNER

#: Tables the loader may not even insert into, by the beginning of their name: who may do what is not loaded in bulk.
NOT_LOADED = ("identity_", "auth_", "django_")


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
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO {loader}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {loader}",
        ]
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**words))


def settle_privileges(connection: Connection, *, app: str = APP, loader: str = LOADER) -> None:
    """Take back, after a migration, what the default privileges gave too much, and name the loader's functions.

    The connection is the owner's.
    """
    owner = connection.info.user
    guarded = connection.execute(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname = 'append_only' AND c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    if app != owner:
        for (table,) in guarded:
            statement = sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}")
            connection.execute(statement.format(sql.Identifier(table), sql.Identifier(app)))
    if loader in (owner, app):
        return
    tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    for (table,) in tables:
        if table.startswith(NOT_LOADED):
            statement = sql.SQL("REVOKE ALL ON {} FROM {}")
            connection.execute(statement.format(sql.Identifier(table), sql.Identifier(loader)))
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'loader\\_%'"
    ).fetchall()
    for (signature,) in functions:
        statement = sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}")
        connection.execute(statement.format(sql.SQL(signature), sql.Identifier(loader)))
