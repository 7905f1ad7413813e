"""Registry, command line: load a register of firearms from a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
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
from salwa.contexts.registry.importing.notices import Doubted, Warned
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
_DOUBTED_SHOWN = 20
_PHASES = {"loading": "Reading, checking and loading", "indexing": "Building the index", "checking": "Checking"}


@click.group("import")
def import_() -> None:
    """Load records from files, all or nothing."""


@import_.command(epilog=_EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="TOML: which column is which, formats, translations.")
@click.option("--source", default="", help="Name of the register the file comes from (default: the file's name).")
@click.option("--rejects", type=click.Path(path_type=Path), help="Load the good rows; write the others to this CSV.")
@click.option(
    "--doubts", type=click.Path(path_type=Path), help="Write every serial to look at, line by line, to this CSV."
)
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
        doubts=options["doubts"],
    )
    if options["only_preview"] and options["job"]:
        looks.keep(jobs.find(actor=line.actor(), job=options["job"]))
        return
    if options["only_preview"]:
        _preview(order, as_json=options["as_json"])
        return
    actor = line.actor()
    reporter = jobs.reporter(actor=actor, job=options["job"]) if options["job"] else None
    reason = jobs.find(actor=actor, job=options["job"]).reason if options["job"] else options["reason"]
    with _shown(reporter) as progress:
        try:
            outcome = import_firearms(actor=actor, order=order, progress=progress, reason=reason)
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
        TextColumn("{task.fields[rows]}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_PHASES["checking"], total=1.0, rows=_rows(0))

        def step(one: Step) -> None:
            bar.update(task, description=_PHASES.get(one.phase, one.phase), completed=one.done, rows=_rows(one.rows))

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
            click.echo(f"{_PHASES.get(one.phase, one.phase)}: {one.done:.0%}, {_rows(one.rows)}", err=True)


def _rows(count: int) -> str:
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": f"{count:,}"}


def _tell(outcome: Outcome) -> None:
    facts = {"source": outcome.source, "count": outcome.read, "file": outcome.file, "seconds": f"{outcome.seconds:.1f}"}
    read = ngettext(
        "Source “%(source)s”: %(count)d row read from %(file)s in %(seconds)s s.",
        "Source “%(source)s”: %(count)d rows read from %(file)s in %(seconds)s s.",
        outcome.read,
    )
    click.echo(read % facts)
    _tell_brought(outcome.brought)
    click.echo(_("  loaded %(count)d") % {"count": outcome.loaded})
    for count, sentence in _counts(outcome):
        if count:
            click.echo(f"  {sentence % {'count': count, 'file': outcome.rejects_file}}")
    for at, name in outcome.changed_lines:
        click.echo(f"    line {at}: {_plain(name)}")
    _tell_doubted(outcome.doubted, outcome.doubtful, outcome.doubts_file)
    _tell_warned(outcome.warned)
    _tell_unresolved(outcome.unresolved)
    click.echo(f"Ledger entry {outcome.entry}, digest {outcome.digest}.")


def _counts(outcome: Outcome) -> Iterator[tuple[int, str]]:
    """Give what an import counted, each with its sentence in the number that the count asks for."""
    yield (
        outcome.known,
        ngettext(
            "%(count)d was loaded before and is the same",
            "%(count)d were loaded before and are the same",
            outcome.known,
        ),
    )
    yield (
        outcome.changed,
        ngettext(
            "%(count)d is registered already and the file says otherwise: nothing overwritten, see the finding",
            "%(count)d are registered already and the file says otherwise: nothing overwritten, see the findings",
            outcome.changed,
        ),
    )
    yield outcome.rejected, _("%(count)d refused, see %(file)s")
    yield (
        outcome.twins,
        ngettext(
            "%(count)d of the loaded has the make and serial of another record: see the finding",
            "%(count)d of the loaded have the make and serial of another record: see the findings",
            outcome.twins,
        ),
    )
    yield (
        outcome.remarks,
        ngettext("%(count)d cell kept as a remark", "%(count)d cells kept as remarks", outcome.remarks),
    )
    yield outcome.blank, ngettext("%(count)d blank row left out", "%(count)d blank rows left out", outcome.blank)
    yield (
        outcome.headings,
        ngettext(
            "%(count)d line with the headings once more passed over",
            "%(count)d lines with the headings once more passed over",
            outcome.headings,
        ),
    )
    yield outcome.footers, _footers(outcome.footers)


def _footers(count: int) -> str:
    return ngettext(
        "%(count)d line is a total or the number of a page and no firearm: passed over",
        "%(count)d lines are totals or numbers of pages and no firearms: passed over",
        count,
    )


def _tell_doubted(doubted: tuple[Doubted, ...], count: int, file: str) -> None:
    """List serials to look at, up to a number of them; all are in the file that was named."""
    if not count:
        return
    click.echo(ngettext("%(count)d serial to look at:", "%(count)d serials to look at:", count) % {"count": count})
    for one in doubted[:_DOUBTED_SHOWN]:
        facts = {"line": one.line, "written": _plain(one.written), "taken": _plain(one.taken), "reason": one.reason}
        if one.taken:
            click.echo(_("  line %(line)d: “%(written)s”, taken as %(taken)s. %(reason)s") % facts)
        else:
            click.echo(_("  line %(line)d: “%(written)s”, no serial taken. %(reason)s") % facts)
    if file:
        click.echo(_("  All of them are in %(file)s.") % {"file": file})
    elif count > _DOUBTED_SHOWN:
        more = count - _DOUBTED_SHOWN
        click.echo(
            ngettext(
                "  and %(more)d more; --doubts FILE writes them all to a file",
                "  and %(more)d more; --doubts FILE writes them all to a file",
                more,
            )
            % {"more": more}
        )


def _tell_warned(warned: tuple[Warned, ...]) -> None:
    if warned:
        click.echo(_("Taken with a doubt:"))
    for one in warned:
        told = ngettext(
            "  %(rows)d row, %(column)s: %(reason)s (line %(line)d: “%(value)s”)",
            "  %(rows)d rows, %(column)s: %(reason)s (first on line %(line)d: “%(value)s”)",
            one.rows,
        )
        facts = {"rows": one.rows, "column": _plain(one.column), "reason": one.reason}
        click.echo(told % {**facts, "line": one.line, "value": _plain(one.value)})


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
        again = ngettext(
            "The headings come again on %(count)d line, which is passed over.",
            "The headings come again on %(count)d lines, which are passed over.",
            found.headings,
        )
        click.echo(again % {"count": found.headings})
    if found.footers:
        click.echo(_footers(found.footers) % {"count": found.footers})
    click.echo("Columns:")
    for ours, theirs in found.columns.items():
        click.echo(f"  {ours} = {_plain(theirs) or '(none)'}")
    if found.remarks:
        click.echo(f"Kept as remarks: {', '.join(map(_plain, found.remarks))}")
        click.echo("  A remark stays for good; erasing a person does not reach it: leave out columns that name people.")
    for near in found.suggestions:
        click.echo(f"  “{_plain(near.heading)}” is kept as a remark. Did you mean {' or '.join(near.columns)}?")
    _tell_brought(found.brought)
    _tell_first_rows(found)
    click.echo(
        _("%(rows)s: %(accepted)d to be loaded, %(rejected)d refused.")
        % {"rows": _rows(found.rows), "accepted": found.accepted, "rejected": found.rejected}
    )
    for one in found.rejects[:20]:
        click.echo(f"  line {one.line}, {_plain(one.column)}: {one.reason} (“{_plain(one.value[:40])}”)")
    _tell_doubted(found.doubted, found.doubtful, "")
    _tell_warned(found.warned)
    _tell_unresolved(found.unresolved)


def _tell_first_rows(found: Preview) -> None:
    click.echo("The first rows as understood:")
    for line, cells in found.first_rows[:_ROWS_SHOWN]:
        parts = []
        for ours, cell in cells.items():
            meant = f" → {cell.term}" if cell.term and cell.term != cell.text else ""
            parts += [f"{ours} {_plain(cell.text)}".rstrip() + meant] if cell.text or cell.term else []
        click.echo(f"  line {line}: {'; '.join(parts)}")


def _plain(text: str) -> str:
    """Show control and direction characters as signs, so that a terminal shows what is there."""
    return "".join(c if c.isprintable() else "�" for c in text)
