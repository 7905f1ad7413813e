"""Platform, database: the owner holds the schema, the app works in it, the loader only puts rows in."""

import psycopg
import pytest
from django.db import connections
from psycopg import errors, sql

from salwa.platform.database import configuration, roles, starting
from salwa.platform.database.cluster import Cluster


@pytest.fixture
def connect(django_db_setup, django_db_blocker, cluster_home):
    """Open a connection of a role to this run's database; what it does is rolled back."""
    opened = []

    def open_one(role):
        name = connections["default"].settings_dict["NAME"]
        connection = psycopg.connect(host=str(Cluster.of(cluster_home).socket_folder), user=role, dbname=name)
        connection.execute(ACTS)
        opened.append(connection)
        return connection

    yield open_one
    for connection in opened:
        connection.rollback()
        connection.close()


ACTS = (
    "SELECT set_config('salwa.actor', '0', true), set_config('salwa.agency', '0', true), "
    "set_config('salwa.entry', '1', true)"
)
ENTRY = (
    "INSERT INTO platform_entry "
    "(id, uuid, action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary) "
    "VALUES (1, gen_random_uuid(), 'test', 0, '', 0, '', now(), '', '{}')"
)


def test_the_loader_inserts(connect):
    assert connect(configuration.LOADER).execute(ENTRY).rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM platform_entry",
        "UPDATE platform_entry SET reason = ''",
        "DELETE FROM platform_entry",
        "TRUNCATE platform_entry",
        ENTRY + " RETURNING actor_name",
        "SELECT * FROM identity_user",
        "SELECT * FROM platform_unsealed",
        "DELETE FROM platform_unsealed",
        "INSERT INTO platform_sealed VALUES (1, 1)",
        "INSERT INTO identity_roleassignment VALUES (1, 'registrar', now(), NULL, 1, 1, 1)",
        "INSERT INTO registry_merge (survivor_id, absorbed_id, entry_id) VALUES (1, 2, 1)",
        "INSERT INTO registry_inscription (kind) VALUES (1)",
        "INSERT INTO registry_segment (folder, rows, digest, entry_id, retired) VALUES ('../..', 1, '', 1, true)",
        "INSERT INTO django_session VALUES ('a', 'b', now())",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE platform_entry DISABLE TRIGGER ALL",
        "DROP TABLE platform_entry",
    ],
)
def test_the_loader_does_nothing_else(connect, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        connect(configuration.LOADER).execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "ALTER TABLE identity_user ADD COLUMN extra int",
        "DROP TABLE identity_user",
        "TRUNCATE identity_user",
        "CREATE INDEX ON identity_user (agency_id)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE platform_entry DISABLE TRIGGER ALL",
        "UPDATE platform_entry SET reason = ''",
        "DELETE FROM platform_entry",
        "UPDATE platform_sealed SET entry = 1",
        "DELETE FROM platform_sealed",
        "DELETE FROM platform_tile",
        "UPDATE platform_tile SET number = 1",
        "DELETE FROM platform_checkpoint",
        "UPDATE platform_checkpoint SET size = 1",
        "UPDATE platform_checkpoint SET note = ''",
        "UPDATE platform_unsealed SET entry = 1",
        "UPDATE registry_event SET entry_id = 1",
        "UPDATE registry_imported_batch SET entry_id = 1",
        "UPDATE registry_mark SET text = ''",
        "UPDATE registry_remark SET text = ''",
        "DELETE FROM registry_event",
        "DELETE FROM registry_mark",
        "DELETE FROM registry_withdrawal",
        "DELETE FROM registry_imported_batch",
        "DELETE FROM registry_remark",
        "DELETE FROM registry_component",
        "DELETE FROM registry_finding",
        "DELETE FROM registry_merge",
        "UPDATE registry_finding SET text = ''",
        "UPDATE registry_merge SET entry_id = 1",
        "UPDATE registry_firearm SET id = id",
        "UPDATE registry_firearm SET agency_id = 1, external_id = ''",
        "DELETE FROM registry_firearm",
        "UPDATE registry_firearm_state SET firearm_id = 1",
        "DELETE FROM registry_firearm_state",
        "UPDATE registry_holder SET kind = 1",
        "DELETE FROM registry_holder",
        "UPDATE registry_natural_person SET sex = 1",
        "UPDATE registry_legal_person SET name = 'x'",
        "UPDATE registry_person_identity SET family_name = 'x'",
        "DELETE FROM registry_person_identity",
        "UPDATE registry_place SET text = 'x'",
        "UPDATE registry_inscription SET text = 'x'",
        "UPDATE registry_source SET name = 'x'",
        "UPDATE registry_agency_holdings SET agency_id = 1",
        "UPDATE registry_segment SET digest = ''",
        "UPDATE registry_delta SET record = 1",
        "UPDATE identity_user SET agency_id = 1",
        "UPDATE identity_user SET username = 'x'",
        "DELETE FROM identity_user",
        "UPDATE identity_roleassignment SET role = 'registrar'",
        "DELETE FROM identity_roleassignment",
        "UPDATE identity_accesstoken SET user_id = 1",
        "UPDATE identity_accesstoken SET expires_at = now()",
        "UPDATE identity_agency SET kind = 'registry'",
        "UPDATE identity_unit SET agency_id = 1",
        "UPDATE identity_failedsignin SET failed_at = now()",
        ENTRY.replace("'test', 0, ''", "'test', 7, ''"),
        ENTRY.replace("'', 0, ''", "'', 7, ''"),
        ENTRY.replace("VALUES (1,", "VALUES (2,"),
        "UPDATE django_migrations SET name = 'x'",
        "DELETE FROM django_migrations",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '9999', now())",
        "UPDATE auth_permission SET codename = 'x'",
        "SET ROLE salwa_owner",
        "SET SESSION AUTHORIZATION salwa_owner",
    ],
)
def test_the_app_changes_no_schema_and_no_entry(connect, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        connect(configuration.APP).execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT lo_creat(-1)",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'kept')",
        "SELECT lo_put(1, 0, 'kept')",
        "SELECT lo_open(1, 131072)",
        "SELECT lowrite(0, 'kept')",
        "SELECT loread(0, 1)",
        "SELECT lo_get(1)",
        "SELECT lo_lseek(0, 0, 0)",
        "SELECT lo_lseek64(0, 0, 0)",
        "SELECT lo_tell(0)",
        "SELECT lo_tell64(0)",
        "SELECT lo_close(0)",
        "SELECT lo_truncate(0, 1)",
        "SELECT lo_truncate64(0, 1)",
        "SELECT lo_unlink(1)",
        "SELECT lo_import('/etc/passwd')",
        "SELECT lo_export(1, '/tmp/kept')",
        "SELECT pg_logical_emit_message(true, 'kept', 'kept')",
        "SELECT pg_terminate_backend(0)",
        "SELECT pg_cancel_backend(0)",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_read_binary_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT pg_stat_file('PG_VERSION')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "COPY (SELECT 1) TO '/tmp/kept'",
    ],
)
@pytest.mark.parametrize("role", [configuration.APP, configuration.LOADER])
def test_neither_role_writes_or_reads_beside_the_tables(connect, role, statement):
    with pytest.raises(errors.InsufficientPrivilege):
        connect(role).execute(statement)


def test_every_function_that_no_role_needs_is_closed_to_everybody(connect):
    told = connect(configuration.OWNER).execute(
        "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace "
        "AND (proname = ANY (%s) OR proname ~ '^lo(_|read|write)') AND has_function_privilege(oid, 'EXECUTE')",
        [list(roles.UNNEEDED)],
    )
    assert told.fetchall() == []


def test_the_app_reads_and_writes_rows(connect):
    connection = connect(configuration.APP)
    connection.execute(ENTRY)
    assert connection.execute("SELECT count(*) FROM platform_entry").fetchone()[0] >= 1


def test_an_entry_is_dated_by_the_database(connect):
    connection = connect(configuration.APP)
    connection.execute(ENTRY.replace("now()", "'1999-01-01'"))
    told = connection.execute("SELECT recorded_at >= transaction_timestamp() FROM platform_entry WHERE id = 1")
    assert told.fetchone() == (True,)


def test_no_role_lists_a_folder_that_leads_elsewhere(connect):
    statement = "INSERT INTO registry_segment (folder, rows, digest, entry_id) VALUES ('../../etc', 1, '', 1)"
    for role in (configuration.APP, configuration.LOADER, configuration.OWNER):
        with pytest.raises(errors.CheckViolation):
            connect(role).execute(statement)


def test_every_table_of_the_contexts_is_closed_to_changes_but_for_what_is_named(connect):
    told = connect(configuration.OWNER).execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped "
        "AND c.relname ~ '^(identity|registry|licensing|marking|retention|platform)_' "
        "AND has_column_privilege(%s, c.oid, a.attname, 'UPDATE')",
        [configuration.APP],
    )
    assert set(told.fetchall()) == {(table, column) for table, names in roles.CHANGED.items() for column in names}
    told = connect(configuration.OWNER).execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
        "AND c.relname ~ '^(identity|registry|licensing|marking|retention|platform)_' "
        "AND has_table_privilege(%s, c.oid, 'DELETE')",
        [configuration.APP],
    )
    assert {table for (table,) in told.fetchall()} == set(roles.DELETED)


def test_the_app_closes_findings_and_undoes_merges(connect):
    connection = connect(configuration.APP)
    connection.execute("SELECT id FROM registry_firearm FOR UPDATE")
    connection.execute("UPDATE registry_finding SET closed_id = NULL")
    connection.execute("UPDATE registry_merge SET undone_id = NULL")
    connection.execute("SELECT id FROM registry_finding FOR UPDATE")


def test_a_table_of_a_later_migration_is_the_apps_and_not_the_loaders(connect):
    owner = connect(configuration.OWNER)
    owner.execute("CREATE TABLE later (id bigserial PRIMARY KEY, said text)")
    told = owner.execute(
        "SELECT has_table_privilege(%(app)s, 'later', 'SELECT, UPDATE'), "
        "has_table_privilege(%(loader)s, 'later', 'INSERT'), has_table_privilege(%(loader)s, 'later', 'SELECT'), "
        "has_sequence_privilege(%(loader)s, 'later_id_seq', 'USAGE')",
        {"app": configuration.APP, "loader": configuration.LOADER},
    ).fetchone()
    assert told == (True, False, False, True)


def test_the_loader_executes_the_functions_that_are_named_for_it_and_no_others(connect):
    owner = connect(configuration.OWNER)
    owner.execute("CREATE FUNCTION loader_prepare() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    owner.execute("CREATE FUNCTION other(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1'")
    roles.settle_privileges(owner)
    told = owner.execute(
        "SELECT has_function_privilege(%(loader)s, 'loader_prepare()', 'EXECUTE'), "
        "has_function_privilege(%(loader)s, 'other(int, text)', 'EXECUTE'), "
        "has_function_privilege(%(app)s, 'other(int, text)', 'EXECUTE')",
        {"app": configuration.APP, "loader": configuration.LOADER},
    ).fetchone()
    assert told == (True, False, True)


def test_a_role_that_is_the_owner_too_is_left_alone(connect):
    owner = connect(configuration.OWNER)
    roles.set_default_privileges(owner, app=configuration.OWNER, loader=configuration.OWNER)
    roles.settle_privileges(owner, app=configuration.OWNER, loader=configuration.OWNER)
    assert owner.execute("SELECT count(*) FROM identity_user").fetchone() is not None


def test_creating_again_changes_nothing(cluster_home):
    with starting.superuser(Cluster.of(cluster_home)) as connection:
        roles.create_roles(connection)
        assert roles.create_database(connection) is False


def test_another_role_may_not_enter_the_database(cluster_home):
    with starting.superuser(Cluster.of(cluster_home)) as connection:
        connection.execute("CREATE ROLE salwa_stranger")
        try:
            statement = sql.SQL("SELECT has_database_privilege('salwa_stranger', {}, 'CONNECT')")
            assert connection.execute(statement.format(sql.Literal(configuration.DATABASE))).fetchone() == (False,)
        finally:
            connection.execute("DROP ROLE salwa_stranger")
