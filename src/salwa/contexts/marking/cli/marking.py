"""Marking, command line, ¶28 ¶63: plan jobs, send them, take them back, read marks again, and draw up accounts."""

import hashlib
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.engraving import archive
from salwa.contexts.marking.readings import read_report
from salwa.contexts.marking.wording import IMBALANCES, part_name
from salwa.kernel import vocabularies
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Fault, Refused
from salwa.platform.reading import reading

_UNBALANCED = 2
_USES: Final = {
    "import": marking.Use.IMPORT,
    "state-stock": marking.Use.STATE_STOCK,
    "seized": marking.Use.SEIZED,
}
_EPILOG = """\b
Examples:
  salwa marking open import L-2026-7 --source may --importer "Quay Arms"
                                             a consignment with all that was loaded as may
  salwa marking add 3 --source june          what was loaded later, put into consignment 3
  salwa marking plan 3                       one number for each firearm of consignment 3
  salwa marking send 7 --to job-7.zip        the files for the machine
  salwa marking take-back 7 report.csv       what became of each number
  salwa marking verify 7                     read the marks again, without being shown them
  salwa marking account                      every number accounted for?
  salwa marking machines
"""


@click.group("marking", epilog=_EPILOG)
def commands() -> None:
    """Marks on imports, State stocks and seized firearms: numbers, jobs, machines, accounts."""


@commands.command("open")
@click.argument("use", type=click.Choice([*_USES]))
@click.argument("reference")
@click.option("--importer", default="", help="A company on record, by its name.")
@click.option("--importer-number", default="", help="Its registration number, where several have that name.")
@click.option("--country", default="", help="From which State: its name or its code.")
@click.option("--arrived", type=click.DateTime(["%Y-%m-%d"]), help="On which day.")
@click.option("--record", "records", multiple=True, metavar="RECORD", help="A firearm of it; as often as needed.")
@click.option("--source", default="", help="All firearms that were loaded under this name.")
@click.option("--reason", default="", help="Why; kept in the entry.")
@pass_command_line
def open_(line: CommandLine, /, use: str, reference: str, reason: str, **told: Any) -> None:
    """Open a consignment of imports, State stocks or seized firearms, named REFERENCE, and put firearms into it."""
    actor = line.actor()
    new = marking.NewConsignment(
        use=_USES[use],
        reference=reference,
        country=_country(told["country"]),
        importer=(told["importer"], told["importer_number"]),
        arrived=None if told["arrived"] is None else told["arrived"].date(),
    )
    held = marking.open_consignment(actor=actor, consignment=new, reason=reason)
    _show(_("Consignment %(number)s is open.") % {"number": held.pk})
    if told["records"] or told["source"]:
        count = marking.add_to_consignment(
            actor=actor, consignment=held, records=told["records"], source=told["source"], reason=reason
        )
        _show(_("Firearms put into it: %(count)s.") % {"count": count})


@commands.command()
@click.argument("consignment", type=int)
@click.option("--record", "records", multiple=True, metavar="RECORD", help="A firearm; as often as needed.")
@click.option("--source", default="", help="All firearms that were loaded under this name.")
@click.option("--reason", default="", help="Why; kept in the entry.")
@pass_command_line
def add(line: CommandLine, consignment: int, records: tuple[str, ...], source: str, reason: str) -> None:
    """Put firearms into CONSIGNMENT."""
    actor = line.actor()
    with reading(actor):
        held = marking.consignment(actor, consignment)
    count = marking.add_to_consignment(actor=actor, consignment=held, records=records, source=source, reason=reason)
    _show(_("Firearms put into it: %(count)s.") % {"count": count})


@commands.command()
@click.argument("consignment", type=int)
@click.option("--machine", type=int, help="The number of the machine; by hand without it.")
@click.option("--unit", default="", help="The unit in the mark, where the State's marks name it.")
@click.option("--reason", default="", help="Why; kept in the entry.")
@pass_command_line
def plan(line: CommandLine, consignment: int, machine: int | None, unit: str, reason: str) -> None:
    """Plan one mark for each firearm of CONSIGNMENT that has none, and give out the numbers."""
    actor = line.actor()
    with reading(actor):
        held = marking.consignment(actor, consignment)
    how = marking.NewPlan(machine_id=machine, unit=unit)
    job = marking.plan_job(actor=actor, consignment=held, how=how, reason=reason)
    _show(_("Job %(job)s: %(count)s marks.") % {"job": job.pk, "count": len(marking.sheet(actor, job))})


@commands.command()
@click.argument("job", type=int)
@click.option("--to", "path", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The ZIP to write.")
@pass_command_line
def send(line: CommandLine, job: int, path: Path) -> None:
    """Write the files for the open numbers of JOB, and keep their SHA-256 on record."""
    actor = line.actor()
    with reading(actor):
        held = marking.job(actor, job)
    sent = marking.send_job(actor=actor, job=held, form=marking.Form.FILES)
    with reading(actor):
        content = archive(marking.order_of(actor, held))
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    _show(_("%(count)s marks in %(file)s, SHA-256 %(digest)s") % {"count": sent.marks, "file": path, "digest": digest})


@commands.command("take-back")
@click.argument("job", type=int)
@click.argument("report", type=click.File("rb"))
@click.option("--reason", default="", help="Why something is reported otherwise than before.")
@pass_command_line
def take_back(line: CommandLine, job: int, report: BinaryIO, reason: str) -> None:
    """Take back the REPORT of JOB: CSV with the columns mark, outcome, record, reason (- for standard input)."""
    actor = line.actor()
    with reading(actor):
        held = marking.job(actor, job)
    done = marking.take_back(actor=actor, job=held, taken=read_report(report.read()), reason=reason)
    told = {"new": done.new, "changed": done.changed, "known": done.known}
    _show(_("Taken: %(new)s new, %(changed)s changed, %(known)s known before.") % told)


@commands.command()
@click.argument("job", type=int)
@pass_command_line
def verify(line: CommandLine, job: int) -> None:
    """Read the marks of JOB again: each firearm is named, what stands on it is typed. An empty line goes on."""
    actor = line.actor()
    with reading(actor):
        held = marking.job(actor, job)
        rows = marking.sheet(actor, held)
    due = [one for one in rows if one.outcome is marking.Outcome.ENGRAVED and not one.is_verified]
    if not due:
        _show(_("No mark of this job is left to be read."))
    for one in due:
        click.echo(f"{one.record}  {one.described}  {part_name(one.part)}", err=True)
        text = click.prompt(_("Mark"), default="", show_default=False, err=True)
        if not text.strip() or one.outcome_id is None:
            continue
        found = marking.verify_reading(actor=actor, job=held, reported=one.outcome_id, text=text)
        _show(_("As it should be.") if found.is_same else _("It differs: look at the firearm together."))


@commands.command()
@pass_command_line
def account(line: CommandLine) -> None:
    """Draw up the account of each series. Leaves with exit code 2 where one does not balance, and names the numbers."""
    actor = line.actor()
    with reading(actor):
        found = marking.accounts(actor)
    if not found:
        _show(_("No number has been given out yet."))
        return
    names = (
        _("Series"),
        _("given out"),
        pgettext("number", "engraved"),
        _("spoiled"),
        _("skipped"),
        _("void"),
        _("open"),
    )
    shown = Table(*names, box=None, header_style="bold", pad_edge=False)
    for one in found:
        drawn = one.account
        counts = (drawn.allotted, drawn.engraved, drawn.spoiled, drawn.skipped, drawn.void, drawn.still_open)
        shown.add_row(escape(one.stem), *map(str, counts))
    Console(soft_wrap=True, highlight=False).print(shown)
    faults = [(one.stem, fault) for one in found for fault in one.account.faults]
    for stem, fault in faults:
        run = f"{stem} {fault.run.first}–{fault.run.last}"
        click.echo(f"{run}: {IMBALANCES[fault.kind]}", err=True)
    if faults:
        sys.exit(_UNBALANCED)


@commands.command()
@pass_command_line
def machines(line: CommandLine) -> None:
    """List the machines, where they stand, and who is at them."""
    actor = line.actor()
    with reading(actor):
        found = marking.machines(actor)
    if not found:
        _show(_("No machine is on record."))
        return
    names = ("", _("Machine"), _("How it marks"), _("Where it stands"), _("At it now"), _("In service"))
    shown = Table(*names, box=None, header_style="bold", pad_edge=False)
    for one in found:
        until = "" if one.until is None else one.until.isoformat()
        cells = (one.id, f"{one.maker} {one.serial}", one.kind.label, one.agency, ", ".join(one.operators))
        shown.add_row(*(escape(str(cell)) for cell in cells), f"{one.since.isoformat()}–{until}")
    Console(soft_wrap=True, highlight=False).print(shown)


def _country(text: str) -> int:
    """Read a State; 0 where nothing is typed. Raises Refused."""
    found = vocabularies.countries().exact(text.strip()) if text.strip() else None
    if text.strip() and found is None:
        raise Refused([Fault(0, "country", _("No country has this name or code."))])
    return 0 if found is None else found.code


def _show(text: str) -> None:
    click.echo(text)
