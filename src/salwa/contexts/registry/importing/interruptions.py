"""Registry, import: what the database refuses during a load, in words."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from psycopg import Error

from salwa.platform.errors import Conflict, SalwaError

UNCHANGED: Final = gettext_noop("Nothing was loaded; the register is as it was.")
NOT_UNIQUE: Final = "23505"

_WORDS: Final = {
    "40": gettext_noop("The database gave way to somebody else's work."),
    "53100": gettext_noop("The disk of the database is full."),
    "53": gettext_noop("The database has run out of room, memory or connections."),
    "55": gettext_noop("Somebody else's work held the tables."),
    "57014": gettext_noop("The database broke the load off, or somebody asked it to."),
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
        return Conflict(
            _("Somebody registered meanwhile what the file brings. %(unchanged)s Start again.")
            % {"unchanged": _(UNCHANGED)}
        )
    if not state or state.startswith(_LOST):
        return SalwaError(
            _(
                "The connection to the database broke. Import the file again: it is loaded whole or not "
                "at all, and rows that are loaded already are left alone."
            )
        )
    words = _WORDS.get(state) or _WORDS.get(state[:2])
    if words is None:
        said = _("The database refused what it was given (SQLSTATE %(state)s).") % {"state": state}
    else:
        said = _(words)
    return SalwaError(_("%(said)s %(unchanged)s") % {"said": said, "unchanged": _(UNCHANGED)})
