"""Registry, command line, ¶29: say what a typed make, model, calibre, type or country means."""

import csv
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import click

from salwa.contexts.registry.cli.texts import read_texts
from salwa.kernel import vocabularies
from salwa.kernel.vocabularies import Resolution, Vocabulary
from salwa.platform.errors import NotFound, Refused
from salwa.platform.written_out import guarded, in_json

EPILOG = """\b
Examples:
  salwa resolve make tauros
  salwa resolve calibre "ponto 40" --json
  salwa resolve make --input typed.csv --output meant.csv

\b
The file is CSV in UTF-8 with a column text; the answer has text, id, name,
confidence and reason, line by line in the same order. The id is empty where
nothing can honestly be said; the reason says why. A cell that a spreadsheet
would take for a formula has an apostrophe before it.

\b
Exit codes: 0 answered, also where nothing can be said; 2 the input cannot be
taken as it is; 3 no such file.
"""
"""What ``--help`` shows below the options."""

KINDS: Final[Mapping[str, Callable[[], Vocabulary[Any]]]] = {
    "make": vocabularies.makes,
    "model": vocabularies.models,
    "calibre": vocabularies.calibres,
    "type": vocabularies.types,
    "country": vocabularies.countries,
}
COLUMNS: Final = ("text", "id", "name", "confidence", "reason")


@click.command("resolve", epilog=EPILOG)
@click.argument("kind", type=click.Choice(tuple(KINDS)))
@click.argument("text", required=False)
@click.option("--make", default="", help="For a model: the make it stands with, as typed.")
@click.option("--json", "as_json", is_flag=True, help="Give the answer as JSON, with what else was weighed.")
@click.option("--input", "source", type=click.Path(path_type=Path), help="A CSV file with a column text.")
@click.option("--output", "target", type=click.Path(path_type=Path), help="Where its answers go, as CSV.")
def resolve(kind: str, text: str | None, source: Path | None, target: Path | None, **given: Any) -> None:
    """Say what a typed text of one KIND means in the vocabularies, how surely, and why."""
    if (text is None) == (source is None):
        raise Refused("Give one text, or a file of texts with --input.")
    if (source is None) != (target is None):
        raise Refused("--input and --output go together.")
    context = _make(given["make"]) if given["make"] else None
    vocabulary = KINDS[kind]()
    if source is not None and target is not None:
        texts = read_texts(source)
        meant = vocabulary.resolve_many(texts, context=context)
        _write(target, [_row(meant[one]) for one in texts])
        click.echo(f"{len(texts)} texts, {sum(meant[one].term is not None for one in texts)} of them known: {target}")
        return
    found = vocabulary.resolve(text or "", context=context)
    if given["as_json"]:
        rivals = [_row(rival) for rival in found.rivals]
        click.echo(in_json({"kind": kind, **_row(found), "rivals": rivals}, indent=2))
    else:
        click.echo(_sentence(found))


def _make(text: str) -> vocabularies.Make:
    term = vocabularies.makes().resolve(text).term
    if not isinstance(term, vocabularies.Make):
        raise Refused(f"--make: no maker is known by a name like {text}.")
    return term


def _row(found: Resolution) -> dict[str, Any]:
    term = found.term
    return {
        "text": found.text,
        "id": term.id if term else "",
        "name": term.name if term else "",
        "confidence": round(found.confidence, 3),
        "reason": found.reason,
    }


def _sentence(found: Resolution) -> str:
    if found.term is None:
        return f"Nothing can honestly be said: {found.reason}."
    return f"{found.term.name} ({found.term.id}), confidence {found.confidence:.2f}: {found.reason}."


def _write(target: Path, rows: list[dict[str, Any]]) -> None:
    """Write the answers whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise NotFound(f"The file {target} cannot be written.") from error
    half = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: guarded(str(cell)) for name, cell in row.items()} for row in rows)
        half.chmod(0o644)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
