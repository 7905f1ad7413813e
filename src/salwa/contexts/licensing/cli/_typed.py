"""Licensing, command line: what is typed, read; what is shown, made safe for a terminal."""

import unicodedata
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from salwa.platform.errors import Fault, Refused


def today() -> date:
    """Give the day on which a command runs."""
    return timezone.now().date()


def day(text: str, name: str) -> date | None:
    """Read a day; None where nothing is typed. Raises Refused."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused([Fault(0, name, _("Write the day like 2026-03-05."))]) from None


def file(text: str) -> UUID:
    """Read the name of a holder's file. Raises Refused."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused([Fault(0, "holder", _("A holder's file has a name of 36 characters: see its page."))]) from None


def answer(text: str) -> tuple[str, str]:
    """Read the answer to a question that the State asks besides: ``NAME=VALUE``. Raises Refused."""
    name, equals, value = text.partition("=")
    if not equals:
        raise Refused([Fault(0, "answer", _("write NAME=VALUE"))])
    return name.strip(), value.strip()


def table(*headings: str) -> Table:
    """Give an empty table."""
    return Table(*headings, box=None, header_style="bold", pad_edge=False)


def row(*cells: object) -> tuple[str, ...]:
    """Give the cells of a row as plain text."""
    return tuple(escape(_safe(cell)) for cell in cells)


def show(*parts: Table | str) -> None:
    """Print tables and sentences."""
    console = Console(soft_wrap=True, highlight=False)
    for part in parts:
        console.print(part if isinstance(part, Table) else escape(_safe(part)))


def _safe(text: object) -> str:
    return "".join(one for one in str(text) if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
