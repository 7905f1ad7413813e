"""Registry, import: what the database refuses during a load, in words."""

from typing import Final

from psycopg import Error

from salwa.platform.errors import Conflict, SalwaError

UNCHANGED: Final = "Nothing was loaded; the register is as it was."
NOT_UNIQUE: Final = "23505"

_WORDS: Final = {
    "40": "The database gave way to somebody else's work.",
    "53100": "The disk of the database is full.",
    "53": "The database has run out of room, memory or connections.",
    "55": "Somebody else's work held the tables.",
    "57014": "The database broke the load off, or somebody asked it to.",
}
"""Sentences by the SQLSTATE or its class (PostgreSQL 15, appendix A)."""
_LOST: Final = ("08", "57P")


def sqlstate(error: BaseException) -> str:
    """Give the five characters by which PostgreSQL names an error, "" where it named none."""
    cause = error if isinstance(error, Error) else error.__cause__
    return str(getattr(cause, "sqlstate", None) or "")


def in_words(error: BaseException) -> SalwaError:
    """Say what a database's error means for whoever loads a register."""
    state = sqlstate(error)
    if state == NOT_UNIQUE:
        return Conflict(f"Somebody registered meanwhile what the file brings. {UNCHANGED} Start again.")
    if not state or state.startswith(_LOST):
        return SalwaError(
            "The connection to the database broke. Import the file again: it is loaded whole or not at all, and rows "
            "that are loaded already are left alone."
        )
    said = _WORDS.get(state) or _WORDS.get(state[:2]) or f"The database refused what it was given (SQLSTATE {state})."
    return SalwaError(f"{said} {UNCHANGED}")
