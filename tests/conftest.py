"""Tests, root: one private cluster for the session, one database for the run, and the fixed cast.

Tests run as the application's role. A test that needs two connections (the loader's, or one in another thread) asks for
``@pytest.mark.django_db(transaction=True, databases=["default", "loader"])``: what it commits is taken away by the
owner afterwards, because the application's role may not empty a table.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from salwa.contexts.identity.public import (
    AgencyKind,
    Founder,
    IdentityActor,
    Role,
    actor_by_name,
    add_agency,
    add_user,
)
from salwa.platform.database import address, roles, starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.database.migrating import migrate
from salwa.platform.home import Home, current

_PREFIX = "salwa_test_"


def pytest_configure(config: pytest.Config) -> None:
    """Give the session a home of its own where SALWA_HOME names none; the workers of xdist share it."""
    os.environ.pop("SALWA_DATABASE_URL", None)
    if not os.environ.get("SALWA_HOME"):
        os.environ["SALWA_HOME"] = tempfile.mkdtemp(prefix="salwa-test-")
        os.environ["SALWA_TEST_HOME_IS_TEMPORARY"] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop and remove a cluster that was made for this session only."""
    if os.environ.get("SALWA_TEST_HOME_IS_TEMPORARY") == str(os.getpid()):
        home = current()
        Cluster.of(home).remove()
        for path in sorted(home.path.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        home.path.rmdir()


@pytest.fixture(scope="session")
def cluster_home() -> Home:
    """The home whose cluster serves the session, running."""
    home = current()
    starting.create(home)
    return home


@pytest.fixture(scope="session")
def django_db_setup(cluster_home: Home, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make this run's database, migrate it as the owner, and point Django's aliases at it."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{_PREFIX}{os.getpid()}_{worker}"
    cluster = Cluster.of(cluster_home)
    with starting.superuser(cluster) as connection:
        _drop_litter(connection)
        roles.create_database(connection, name)
    for alias, settings in address.databases(cluster_home).items():
        connections[alias].close()
        connections[alias].settings_dict.update({**settings, "NAME": name})
    with django_db_blocker.unblock():
        migrate()
        patch = pytest.MonkeyPatch()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _empty_tables())
    yield
    patch.undo()
    for alias in connections:
        connections[alias].close()
    with starting.superuser(cluster) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _empty_tables() -> None:
    """Empty every table but Django's own, as the owner."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')"
        )
        tables = ", ".join(row[0] for row in cursor.fetchall())
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


def _drop_litter(connection: psycopg.Connection) -> None:
    """Drop the databases of runs that were killed."""
    found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_PREFIX}%"]).fetchall()
    for (name,) in found:
        pid = name.removeprefix(_PREFIX).split("_")[0]
        if not Path(f"/proc/{pid}").exists():
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True, slots=True)
class Cast:
    """The officers of State XC: one for each role the tests need, and two of an agency that opens only its own."""

    registrar: IdentityActor
    tracing_officer: IdentityActor
    licensing_officer: IdentityActor
    armourer: IdentityActor
    analyst: IdentityActor
    auditor: IdentityActor
    administrator: IdentityActor
    outsider: IdentityActor
    outside_registrar: IdentityActor


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast, made by the actions that a State's administrator would use.

    ``outsider`` is a tracing officer, ``outside_registrar`` a registrar, of the harbour police: neither the registry
    nor the tracing desk.
    """
    founder = Founder()
    registry = add_agency(actor=founder, name="National registry", kind=AgencyKind.REGISTRY)
    desk = add_agency(actor=founder, name="Tracing desk", kind=AgencyKind.TRACING_DESK)
    harbour = add_agency(actor=founder, name="Harbour police", kind=AgencyKind.POLICE)
    members = {
        "registrar": (registry, Role.REGISTRAR),
        "tracing_officer": (desk, Role.TRACING_OFFICER),
        "licensing_officer": (registry, Role.LICENSING_OFFICER),
        "armourer": (harbour, Role.ARMOURER),
        "analyst": (desk, Role.ANALYST),
        "auditor": (registry, Role.AUDITOR),
        "administrator": (registry, Role.ADMINISTRATOR),
        "outsider": (harbour, Role.TRACING_OFFICER),
        "outside_registrar": (harbour, Role.REGISTRAR),
    }
    for name, (agency, role) in members.items():
        add_user(actor=founder, username=name, display_name=name.replace("_", " ").title(), agency=agency, roles=[role])
    return Cast(**{name: actor_by_name(name) for name in members})
