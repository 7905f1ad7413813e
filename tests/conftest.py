"""Tests, root: one private cluster for the session, one database for the run, and the fixed cast.

Tests run as the application's role. A test that needs two connections (the loader's, or one in another thread) asks for
``@pytest.mark.django_db(transaction=True, databases=["default", "loader"])``: what it commits is taken away by the
owner afterwards, because the application's role may not empty a table.
"""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples
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
from salwa.contexts.registry.actions import _requirements
from salwa.contexts.registry.queries import packs
from salwa.kernel.packs.reading import GENERIC, pack_of
from salwa.platform import keys
from salwa.platform.database import address, roles, starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.database.migrating import migrate
from salwa.platform.home import Home, Node, current

_PREFIX = "salwa_test_"

#: What ``make soak`` asks for with ``--hypothesis-profile=soak``, of tests marked ``soak``. Such a test leaves the
#: number of examples to the profile: few in ``make test``, ten thousand here.
examples.register_profile("soak", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))


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
    """The home whose cluster serves the session, running: the node of State XC, as after ``salwa init``."""
    home = current()
    starting.create(home)
    if not home.node_file.exists():
        home.write_node(Node("XC", "state", "XC", uuid.uuid4(), datetime.now(UTC)))
    keys.make(home)
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
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: _empty_tables(cluster, name))
    yield
    patch.undo()
    for alias in connections:
        connections[alias].close()
    with starting.superuser(cluster) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def superuser(cluster_home: Home) -> Iterator[psycopg.Connection]:
    """Somebody who walks round every trigger and right."""
    name = connections["default"].settings_dict["NAME"]
    folder = str(Cluster.of(cluster_home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname=name, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@dataclass(frozen=True, slots=True)
class NodeUnderTest:
    """A node as its users have it: a home of its own, used only by the command line."""

    home: Home

    def salwa(
        self, *arguments: str, given: str | None = None, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run ``salwa`` in a process of its own, with ``given`` on standard input."""
        return salwa_in(self.home, *arguments, given=given, **environment)


def salwa_in(
    home: Home, *arguments: str, given: str | None = None, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run ``salwa`` for a home that need not exist yet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SALWA_", "XDG_"))}
    return subprocess.run(
        [sys.executable, "-c", "from salwa.config.cli import main; main()", *arguments],
        env={**kept, "SALWA_HOME": str(home.path), **environment},
        input=given or "",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeUnderTest]:
    """A node of State XC, made once for the session by ``salwa init``; what a test leaves in it, the next one finds."""
    home = Home(tmp_path_factory.mktemp("node") / "home")
    made = salwa_in(home, "init", "--state", "XC")
    assert made.returncode == 0, made.stderr
    yield NodeUnderTest(home)
    Cluster.of(home).remove()


_EMPTY = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission', 'platform_blind')
    LOOP EXECUTE format('DELETE FROM %I', one.tablename); END LOOP;
    FOR one IN SELECT s.seqrelid, s.seqstart FROM pg_sequence s
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
        JOIN pg_class c ON c.oid = s.seqrelid AND c.relnamespace = 'public'::regnamespace
    LOOP PERFORM setval(one.seqrelid, one.seqstart, false); END LOOP;
END $$
"""


def _empty_tables(cluster: Cluster, database: str) -> None:
    """Empty every table but Django's own, over a connection of its own: the application's role may not.

    By deleting, without triggers: of a hundred tables most have no row, and each TRUNCATE makes files anew.
    """
    with starting.superuser(cluster, database) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_EMPTY)


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
    second_officer: IdentityActor
    inspector: IdentityActor
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
        "second_officer": (registry, Role.LICENSING_OFFICER),
        "inspector": (registry, Role.INSPECTOR),
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


@pytest.fixture(autouse=True)
def _nothing_asked_besides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the State of the node ask for nothing of its own in registering, so that tests tell what they ask for."""
    monkeypatch.setattr(packs, "pack_of", lambda _state, day: pack_of(GENERIC, day))
    monkeypatch.setattr(_requirements, "_required", [])


@pytest.fixture(autouse=True)
def _own_language():
    """Leave no reader's language behind for the next test."""
    yield
    translation.deactivate()
