"""Tracing, command line, ¶29, ¶67: match a table of recovered firearms with the register, on all cores."""

import sys
import time
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.tracing.matches import CSV, PARQUET
from salwa.contexts.tracing.matching import match as run
from salwa.contexts.tracing.questions import check
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Refused

EPILOG = """\b
Examples:
  salwa match seized.csv --output matches.parquet
  salwa match seized.csv --output matches.csv --limit 1
  salwa match seized.csv --output rough.parquet --edits 1

\b
The file is CSV in UTF-8; its heading names query_id and any of marks, serial, make,
model, calibre, type, remarks. Two lines of one query_id are refused. The answer has
one row a candidate, likeliest first: CSV where its name ends in .csv, else Parquet.
A text in CSV that begins with = + - @ ' or a tab has an apostrophe before it.
With --edits 1 only records that are one wrong or illegible character away are
looked for. Where looking further could change the answer, the row says complete =
false, and the verdict is never no_record.

\b
Exit codes: 0 answered; 2 the file cannot be taken as it is; 3 not allowed, or no such file.
"""


@click.command("match", epilog=EPILOG)
@click.argument("source", metavar="SEIZED.csv", type=click.Path(path_type=Path))
@click.option(
    "--output", "target", required=True, type=click.Path(path_type=Path), help="The file to write, .parquet or .csv."
)
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 8), help="Most candidates for each.")
@click.option(
    "--edits",
    default="2",
    show_default=True,
    type=click.Choice(["1", "2"]),
    help="Wrong or illegible characters to look for; 1 is quicker and leaves more open.",
)
@pass_command_line
def match(command_line: CommandLine, /, source: Path, target: Path, limit: int, edits: str) -> None:
    """Match ten thousand to a million recovered firearms with the register at once."""
    if target.suffix.lower() not in {PARQUET, CSV}:
        raise Refused(
            _("The answer is a Parquet file or CSV; its name ends in .parquet or .csv, as %(name)s does.")
            % {"name": f"{target.stem or 'matches'}.parquet"}
        )
    if not target.parent.is_dir():
        raise Refused(_("There is no folder %(folder)s.") % {"folder": target.parent})
    count = check(source)
    began = time.perf_counter()
    with click.progressbar(length=count, label=_("Matching"), show_pos=True, file=sys.stderr) as bar:
        found = run(command_line.actor(), source, target, limit=limit, edits=int(edits), progress=bar.update)
    text = ngettext("%(count)d question in %(seconds).1f s", "%(count)d questions in %(seconds).1f s", found.questions)
    click.echo(text % {"count": found.questions, "seconds": time.perf_counter() - began}, err=True)
    for verdict, number in found.verdicts.most_common():
        click.echo(f"{number:>10,}  {verdict}", err=True)
    if found.destroyed:
        text = ngettext(
            "%(count)d number was destroyed by a spreadsheet and not searched; the column note says it.",
            "%(count)d numbers were destroyed by a spreadsheet and not searched; the column note says which.",
            found.destroyed,
        )
        click.echo(text % {"count": found.destroyed}, err=True)
    click.echo(_("The answers are in %(file)s.") % {"file": target}, err=True)
