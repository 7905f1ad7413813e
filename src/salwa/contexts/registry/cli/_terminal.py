"""Registry, command line: text from a register, made safe for a terminal."""

import unicodedata
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from salwa.platform.written_out import in_json


def safe(text: object) -> str:
    """Give text without control and direction characters: a mark cannot move the cursor or turn a line round."""
    return "".join(one for one in str(text) if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))


def table(*headings: str) -> Table:
    """Give an empty table."""
    return Table(*headings, box=None, header_style="bold", pad_edge=False)


def row(*cells: object) -> tuple[str, ...]:
    """Give the cells of a row as plain text: nothing in them is taken for a colour."""
    return tuple(escape(safe(cell)) for cell in cells)


def show(*parts: Table | str) -> None:
    """Print tables and sentences."""
    console = Console(soft_wrap=True, highlight=False)
    for part in parts:
        console.print(part if isinstance(part, Table) else escape(safe(part)))


def show_json(answer: Any) -> None:
    """Print an answer as JSON."""
    click.echo(in_json(answer, indent=2))
