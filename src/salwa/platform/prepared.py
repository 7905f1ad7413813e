"""Platform, prepared: statements that the server plans once and keeps, for what somebody waits for again and again.

Planning a join of ten tables takes longer than carrying it out. Django's own cursors write the values into the text, so
that the server sees a new statement each time.
"""

import time
from collections.abc import Mapping
from typing import Any, LiteralString, NamedTuple

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PREPARED_AFTER = 2
"""How often a statement is sent before it is prepared. Set for the private cluster only: where the database is reached
by an address, a pool in between may give each transaction another connection, and nothing is prepared."""
PLANNED = "force_generic_plan"
"""Planned once for any values: all of these statements go from a few keys along indexes, whatever the keys are. Left to
itself the server would plan anew each time, for it takes a list of one for cheaper than a list of unknown length."""


class Asked(NamedTuple):
    """A reading statement and its parameters by name, as :func:`fetched` takes them."""

    statement: LiteralString
    given: Mapping[str, Any]


def fetched(statement: LiteralString, given: Mapping[str, Any], *, using: str = "default") -> list[tuple]:  # type: ignore[type-arg]  # rows of any columns
    """Carry out a reading statement in the running transaction; give its rows.

    ``given`` are its parameters by name. They are sent beside the statement, so a list needs its type in it:
    ``%(firearms)s::bigint[]``.
    """
    connection = _ready(using)
    began = time.monotonic()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        rows = cursor.execute(statement, given, binary=True).fetchall()
    _log(connection, statement, began)
    return rows


def fetched_together(*asked: Asked, using: str = "default") -> list[list[tuple]]:  # type: ignore[type-arg]  # as above
    """Carry out several reading statements that do not wait for each other's answers; give the rows of each.

    They are sent in one go, so that neither side waits for the other between them.
    """
    connection = _ready(using)
    began = time.monotonic()
    with connection.wrap_database_errors:
        cursors = [psycopg.Cursor(connection.connection) for _ in asked]
        with connection.connection.pipeline():
            for cursor, (statement, given) in zip(cursors, asked, strict=True):
                cursor.execute(statement, given, binary=True)
        rows = [cursor.fetchall() for cursor in cursors]
    for statement, _ in asked:
        _log(connection, statement, began)
    return rows


def _ready(using: str) -> BaseDatabaseWrapper:
    connection = connections[using]
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    return connection


def _log(connection: BaseDatabaseWrapper, statement: str, began: float) -> None:
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": f"{time.monotonic() - began:.3f}"})
