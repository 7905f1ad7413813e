"""Registry, import, tests: what the database refuses is told in words."""

import psycopg
import pytest
from django.db import OperationalError

from salwa.contexts.registry.importing.interruptions import in_words, sqlstate
from salwa.platform.errors import Conflict


@pytest.mark.parametrize(
    ("error", "words", "code"),
    [
        (psycopg.errors.UniqueViolation("x"), "Somebody registered", 2),
        (psycopg.errors.DiskFull("x"), "The disk of the database is full. Nothing was loaded", 1),
        (psycopg.errors.OutOfMemory("x"), "run out of room", 1),
        (psycopg.errors.DeadlockDetected("x"), "gave way", 1),
        (psycopg.errors.NotNullViolation("x"), "SQLSTATE 23502", 1),
        (psycopg.errors.AdminShutdown("x"), "connection to the database broke", 1),
        (psycopg.OperationalError("the connection is lost"), "connection to the database broke", 1),
    ],
)
def test_a_refusal_of_the_database_is_a_sentence(error: psycopg.Error, words: str, code: int) -> None:
    told = in_words(error)
    assert words in told.detail
    assert told.exit_code == code


def test_an_error_that_django_dressed_is_known_by_its_cause() -> None:
    dressed = OperationalError("x")
    dressed.__cause__ = psycopg.errors.UniqueViolation("x")
    assert sqlstate(dressed) == "23505"
    assert isinstance(in_words(dressed), Conflict)
