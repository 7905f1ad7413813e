"""Registry, command line: load a register of firearms from a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from django.utils.translation import override
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from salwa.contexts.registry.importing import (
    Mapping,
    Order,
    Outcome,
    Preview,
    Step,
    import_firearms,
    jobs,
    looks,
    preview,
    read_mapping,
)
from salwa.contexts.registry.importing import Progress as Report
from salwa.contexts.registry.importing.mapping import heading_line
from salwa.contexts.registry.importing.notices import Warned
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import SalwaError
from salwa.platform.written_out import in_json

_EPILOG = """\b
Examples:
  salwa import firearms register.csv --preview
  salwa import firearms register.csv --source "Register of 1974" --rejects rejects.csv
  salwa import firearms old.xlsx --mapping old.toml --rejects rejects.csv
  salwa import firearms rejects.csv            (after mending it)

The columns of a file, mappings and rejects are told in docs/how-to/import-a-register.md.
"""
_ROWS_SHOWN = 5
_PHASES = {"loading": "Reading, checking and loading", "indexing": "Building the index", "checking": "Checking"}


@click.group("import")
def import_() -> None:
    """Load records from files, all or nothing."""


@import_.command(epilog=_EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="TOML: which column is which, formats, translations.")
@click.option("--source", default="", help="Name of the register the file comes from (default: the file's name).")
@click.option("--rejects", type=click.Path(path_type=Path), help="Load the good rows; write the others to this CSV.")
@click.option("--heading-line", type=int, default=0, help="The line of the headings, where they are not the first.")
@click.option("--preview", "only_preview", is_flag=True, help="Show how the file is understood; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--reason", default="", help="Why, for the ledger.")
@click.option("--job", default="", hidden=True)
@click.option("--language", default="", hidden=True)
@pass_command_line
def firearms(line: CommandLine, /, file: Path, mapping: Path | None, **options: Any) -> None:
    """Load a register of firearms from CSV, XLSX or Parquet.

    The whole file is one transaction: it is loaded, or the register stays as it was. The same file can be imported
    again: what is loaded already is left alone.
    """
    with override(options["language"]) if options["language"] else nullcontext():
        _firearms(line, file, mapping, options)


def _firearms(line: CommandLine, file: Path, mapping: Path | None, options: dict[str, Any]) -> None:
    read = read_mapping(mapping) if mapping else Mapping()
    if options["heading_line"]:
        read = replace(read, form=replace(read.form, heading_line=heading_line(options["heading_line"])))
    order = Order(
        path=file,
        mapping=read,
        source=options["source"],
        rejects=options["rejects"],
    )
    if options["only_preview"] and options["job"]:
        looks.keep(jobs.find(actor=line.actor(), job=options["job"]))
        return
    if options["only_preview"]:
        _preview(order, as_json=options["as_json"])
        return
    actor = line.actor()
    reporter = jobs.reporter(actor=actor, job=options["job"]) if options["job"] else None
    with _shown(reporter) as progress:
        try:
            outcome = import_firearms(actor=actor, order=order, progress=progress, reason=options["reason"])
        except SalwaError as error:
            if reporter:
                reporter.refused(error)
            raise
        except BaseException:
            if reporter:
                reporter.failed()
            raise
    if reporter:
        reporter.done(outcome.as_json())
    if options["as_json"]:
        click.echo(in_json(outcome.as_json(), indent=2))
    else:
        _tell(outcome)


def _preview(order: Order, *, as_json: bool) -> None:
    with _shown(None) as progress:
        found = preview(order, progress)
    if as_json:
        click.echo(in_json(found.as_json(), indent=2))
    else:
        _tell_preview(found)


@contextmanager
def _shown(reporter: jobs.Reporter | None) -> Iterator[Report]:
    """Give a progress that draws a bar on a terminal, and prints a line now and then elsewhere."""
    if reporter is not None:
        yield reporter.step
        return
    if not sys.stderr.isatty():
        yield _Lines().step
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_PHASES["checking"], total=1.0, rows="0")

        def step(one: Step) -> None:
            bar.update(task, description=_PHASES.get(one.phase, one.phase), completed=one.done, rows=f"{one.rows:,}")

        yield step


class _Lines:
    """Prints a line at each tenth of the file."""

    def __init__(self) -> None:
        self._told: tuple[str, int] = ("", -1)

    def step(self, one: Step) -> None:
        """Print, where a tenth was passed."""
        now = (one.phase, int(one.done * 10))
        if now != self._told:
            self._told = now
            click.echo(f"{_PHASES.get(one.phase, one.phase)}: {one.done:.0%}, {one.rows} rows", err=True)


def _tell(outcome: Outcome) -> None:
    click.echo(f"Source “{outcome.source}”: {outcome.read} rows read from {outcome.file} in {outcome.seconds:.1f} s.")
    _tell_brought(outcome.brought)
    click.echo(f"  loaded {outcome.loaded}")
    counts = (
        (outcome.known, "were loaded before and are the same"),
        (outcome.changed, "are registered already and the file says otherwise: nothing overwritten, see the findings"),
        (outcome.rejected, f"refused, see {outcome.rejects_file}"),
        (outcome.twins, "of the loaded have the make and serial of another record: see the findings"),
        (outcome.remarks, "cells kept as remarks"),
        (outcome.blank, "blank rows left out"),
        (outcome.headings, "lines with the headings once more passed over"),
    )
    for count, sentence in counts:
        if count:
            click.echo(f"  {count} {sentence}")
    for at, name in outcome.changed_lines:
        click.echo(f"    line {at}: {_plain(name)}")
    _tell_warned(outcome.warned)
    _tell_unresolved(outcome.unresolved)
    click.echo(f"Ledger entry {outcome.entry}, digest {outcome.digest}.")


def _tell_warned(warned: tuple[Warned, ...]) -> None:
    if warned:
        click.echo("Taken with a doubt:")
    for one in warned:
        click.echo(
            f"  {one.rows} rows, {_plain(one.column)}: {one.reason} (first on line {one.line}: “{_plain(one.value)}”)"
        )


def _tell_brought(sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        click.echo(f"  By the mapping that the file itself brings: {_plain(sentence)}")


def _tell_unresolved(unresolved: dict[str, list[tuple[str, int]]]) -> None:
    for column, texts in unresolved.items():
        listed = ", ".join(f"“{_plain(text)}” ({rows})" for text, rows in texts)
        click.echo(f"Most frequent in {column} without a term in the vocabulary: {listed}")


def _tell_preview(found: Preview) -> None:
    click.echo(f"{found.file}, from the source “{found.source}”; nothing was written.")
    for name, value in found.form.items():
        click.echo(f"  {name}: {value}")
    if found.above:
        click.echo(f"The headings were found in line {found.heading_line}; what stands above is not read.")
    if found.headings:
        click.echo(f"The headings come again on {found.headings} lines, which are passed over.")
    click.echo("Columns:")
    for ours, theirs in found.columns.items():
        click.echo(f"  {ours} = {_plain(theirs) or '(none)'}")
    if found.remarks:
        click.echo(f"Kept as remarks: {', '.join(map(_plain, found.remarks))}")
    for near in found.suggestions:
        click.echo(f"  “{_plain(near.heading)}” is kept as a remark. Did you mean {' or '.join(near.columns)}?")
    _tell_brought(found.brought)
    _tell_first_rows(found)
    click.echo(f"{found.rows} rows: {found.accepted} to be loaded, {found.rejected} refused.")
    for one in found.rejects[:20]:
        click.echo(f"  line {one.line}, {_plain(one.column)}: {one.reason} (“{_plain(one.value[:40])}”)")
    _tell_warned(found.warned)
    _tell_unresolved(found.unresolved)


def _tell_first_rows(found: Preview) -> None:
    click.echo("The first rows as understood:")
    for line, cells in found.first_rows[:_ROWS_SHOWN]:
        parts = []
        for ours, cell in cells.items():
            meant = f" → {cell.term}" if cell.term and cell.term != cell.text else ""
            parts += [f"{ours} {_plain(cell.text)}{meant}"] if cell.text else []
        click.echo(f"  line {line}: {'; '.join(parts)}")


def _plain(text: str) -> str:
    """Show control and direction characters as signs, so that a terminal shows what is there."""
    return "".join(c if c.isprintable() else "�" for c in text)
