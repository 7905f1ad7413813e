"""Tracing, command line, ¶29: identify a recovered firearm from its marks as written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from django.utils.translation import gettext as _

from salwa.contexts.tracing import queries, wording
from salwa.contexts.tracing.cli.showing import lines
from salwa.contexts.tracing.questions import check, read_questions
from salwa.contexts.tracing.rules import FIELDS, fault_of_text, is_empty
from salwa.kernel.marks.model import Written
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Fault, Refused
from salwa.platform.written_out import in_json

EPILOG = """\b
Examples:
  salwa identify --marks "GLOCK 17 AUSTRIA BKS O12 9x19"
  salwa identify --serial "BKS O12" --make glock --model 17 --calibre 9x19
  salwa identify --serial "D 6??2?1" --make "S & W" --json
  salwa identify --input seized.csv --output answers.jsonl

\b
Write ? for each character that cannot be read. The file is CSV in UTF-8; its heading
names query_id and any of marks, serial, make, model, calibre, type, remarks. Two
lines of one query_id are refused.

\b
Exit codes: 0 answered, whatever the verdict; 2 the question cannot be taken as it is;
3 not allowed, or no such file.
"""
"""What ``--help`` shows below the options."""


@click.command("identify", epilog=EPILOG)
@click.option("--marks", default="", help="All marks in one text, as they stand on the firearm.")
@click.option("--serial", default="", help="The serial number, as written.")
@click.option("--make", default="", help="The maker, as written.")
@click.option("--model", default="", help="The model, as written.")
@click.option("--calibre", default="", help="The calibre, as written.")
@click.option("--type", default="", help="The type: pistol, revolver, rifle …")
@click.option("--remarks", default="", help="Whatever else was written down.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Most candidates to give.")
@click.option("--json", "as_json", is_flag=True, help="Give the answer as JSON.")
@click.option("--input", "source", type=click.Path(path_type=Path), help="A CSV file of questions.")
@click.option("--output", "target", type=click.Path(path_type=Path), help="Where its answers go, one JSON a line.")
@pass_command_line
def identify(command_line: CommandLine, /, **given: Any) -> None:
    """Identify a recovered firearm from its marks as they were written down."""
    written = Written(**{field: given[field] for field in FIELDS})
    if given["source"] is not None:
        _answer_file(command_line, written, given)
        return
    if given["target"] is not None:
        raise Refused(_("--output goes with --input."))
    _check(written)
    answer = queries.identify(command_line.actor(), written, limit=given["limit"])
    if given["as_json"]:
        click.echo(in_json(answer.as_dict(notes=wording.notes(answer)), indent=2))
    else:
        click.echo("\n".join(lines(answer)))


def _check(written: Written) -> None:
    if is_empty(written):
        raise Refused(_('Write at least one mark, for example: salwa identify --serial "BKS O12" --make glock'))
    faults = [
        Fault(0, f"--{field}", wording.fault(found))
        for field in FIELDS
        if (found := fault_of_text(getattr(written, field))) is not None
    ]
    if faults:
        raise Refused(faults)


def _answer_file(command_line: CommandLine, written: Written, given: dict[str, Any]) -> None:
    if not is_empty(written):
        raise Refused(_("Give marks on the command line or a file with --input, not both."))
    count = check(given["source"])
    actor = command_line.actor()
    with (
        _opened(given["target"]) as out,
        click.progressbar(_answers(actor, given["source"], given["limit"]), length=count, file=sys.stderr) as answers,
    ):
        for line in answers:
            out.write(line)


def _answers(actor: Actor, source: Path, limit: int) -> Iterator[str]:
    for written in read_questions(source):
        answer = queries.identify(actor, written, limit=limit)
        yield in_json(answer.as_dict(notes=wording.notes(answer))) + "\n"


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[str]]:
    """Open the file of answers; it appears under its name when all are written, or not at all."""
    if target is None:
        yield sys.stdout
        return
    if not target.parent.is_dir():
        raise Refused(_("There is no folder %(folder)s.") % {"folder": target.parent})
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
