"""Platform, database: statements that the server plans once and keeps, for what somebody waits for again and again.

Planning a join of ten tables takes longer than carrying it out. Django's own cursors write the values into the text, so
that the server sees a new statement each time.
"""

import time
from collections.abc import Mapping
from typing import Any, LiteralString

import psycopg
from django.db import connections

PREPARED_AFTER = 2
"""How often a statement is sent before it is prepared. Set for the private cluster only: where the database is reached
by an address, a pool in between may give each transaction another connection, and nothing is prepared."""
PLANNED = "force_generic_plan"
"""Planned once for any values: all of these statements go from a few keys along indexes, whatever the keys are. Left to
itself the server would plan anew each time, for it takes a list of one for cheaper than a list of unknown length."""


def fetched(statement: LiteralString, given: Mapping[str, Any], *, using: str = "default") -> list[tuple]:  # type: ignore[type-arg]  # rows of any columns
    """Carry out a reading statement in the running transaction; give its rows.

    ``given`` are its parameters by name. They are sent beside the statement, so a list needs its type in it:
    ``%(firearms)s::bigint[]``.
    """
    connection = connections[using]
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    began = time.monotonic()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        rows = cursor.execute(statement, given, binary=True).fetchall()
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": f"{time.monotonic() - began:.3f}"})
    return rows
