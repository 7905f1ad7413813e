"""Retention, command line, ¶29: what is due, holds, and erasure by two hands."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import click
from django.utils.translation import gettext, ngettext

from salwa.contexts.registry.public import open_holds
from salwa.contexts.retention import public as retention
from salwa.contexts.retention.models import KINDS as CODED
from salwa.contexts.retention.models import Outcome
from salwa.kernel.packs import RecordKind
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Refused
from salwa.platform.reading import reading

KINDS: Final = [kind.value for kind in CODED]
_EPILOG = """\b
Examples:
  salwa retention due
  salwa retention due --kind person --within 90 --list
  salwa retention erase --due --kind person --reason "Yearly round"
  salwa --as auditor retention erase --confirm 0190f5fe-… --reason "Seen and right"
  salwa retention holds
"""


@click.group("retention", epilog=_EPILOG)
def retention_() -> None:
    """Keep what the law wants kept, erase what it wants erased, and prove it."""


@retention_.command("due")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="One kind of record; all unless given.")
@click.option("--within", type=click.IntRange(0, 3650), default=0, show_default=True, help="Days ahead.")
@click.option("--list", "listed", is_flag=True, help="List each: number, identifier, why, since when, due on.")
@pass_command_line
def due(line: CommandLine, kind: str | None, within: int, listed: bool) -> None:
    """Tell how much is due, or list it line by line; never a name."""
    actor, today = line.actor(), _today()
    if listed:
        by, is_empty = today + timedelta(days=within), True
        for one in [RecordKind(kind)] if kind else [RecordKind(each) for each in KINDS]:
            for found in retention.stream(actor, one, by=by, today=today):
                click.echo(f"{found.subject}\t{found.uuid}\t{found.kind}\t{found.since}\t{found.due}")
                is_empty = False
        if is_empty:
            # Beside the lines, not among them: they are written to a file.
            click.echo(gettext("Nothing is due."), err=True)
        return
    with reading(actor):
        for count in retention.counts(actor, today):
            if kind in (None, count.kind.value):
                more = "+" if count.is_more else ""
                text = gettext("%(kind)s: %(due)s due, %(soon)s more soon")
                told = {"kind": retention.kind_name(count.kind), "due": f"{count.due}{more}", "soon": count.soon}
                click.echo(text % told)


@retention_.command("erase")
@click.option("--due", "is_proposing", is_flag=True, help="Propose all that is due of the kind.")
@click.option("--kind", type=click.Choice(KINDS), default=RecordKind.PERSON.value, show_default=True)
@click.option("--confirm", default="", metavar="PROPOSAL", help="Carry out what another person proposed.")
@click.option("--turn-down", default="", metavar="PROPOSAL", help="Turn a proposal down.")
@click.option("--reason", required=True, help="Why.")
@pass_command_line
def erase(line: CommandLine, is_proposing: bool, kind: str, confirm: str, turn_down: str, reason: str) -> None:
    """Propose an erasure, or decide one that somebody else proposed."""
    if sum(map(bool, (is_proposing, confirm, turn_down))) != 1:
        raise Refused(gettext("Say one of --due, --confirm and --turn-down."))
    actor = line.actor()
    if is_proposing:
        row = retention.propose_erasure(actor=actor, kind=RecordKind(kind), reason=reason)
        text = ngettext("Proposed for %(count)d record.", "Proposed for %(count)d records.", row.count)
        click.echo(text % {"count": row.count})
        click.echo(
            gettext("Another person decides: salwa --as NAME retention erase --confirm %(id)s") % {"id": row.uuid}
        )
        return
    with reading(actor):
        found = retention.proposal(actor, confirm or turn_down)
    if turn_down:
        retention.turn_down_erasure(actor=actor, proposal=found, reason=reason)
        click.echo(gettext("Turned down. Nothing was erased."))
        return
    retention.carry_out_erasure(actor=actor, proposal=found, reason=reason)
    _tell(line, str(found.uuid))


@retention_.command("certificate")
@click.argument("proposal")
@pass_command_line
def certificate(line: CommandLine, proposal: str) -> None:
    """Hold an erasure against what it left; exit code 1 where something does not fit."""
    if not _tell(line, proposal):
        raise click.exceptions.Exit(1)


@retention_.command("holds")
@pass_command_line
def holds(line: CommandLine) -> None:
    """List the holds in force, the one to be looked at first on top; then those that were placed at a record."""
    actor = line.actor()
    with reading(actor):
        in_force = retention.holds(actor, most=10_000)
        for _number, view in in_force:
            click.echo(f"{view.uuid}\t{retention.HoldKind(view.kind).label}\t{view.about}\t{view.review}")
        after = 0
        while found := open_holds(actor, after=after, most=1_000):
            for record, held in found:
                click.echo(f"{record}\t{held.reason.label}\t{held.reference}\t{held.placed_at:%Y-%m-%d}")
            after = found[-1][1].id
    if not in_force and not after:
        click.echo(gettext("No hold is in force."), err=True)


def _tell(line: CommandLine, identifier: str) -> bool:
    actor = line.actor()
    with reading(actor):
        found = retention.proposal(actor, identifier)
        decision = getattr(found, "decision", None)
        if decision is None or decision.outcome != Outcome.CARRIED_OUT:
            raise Refused(gettext("Nothing was erased by this proposal."))
        proved = retention.certificate(actor, found)
    text = ngettext(
        "%(count)d record lost its personal data.", "%(count)d records lost their personal data.", proved.erased
    )
    click.echo(text % {"count": proved.erased})
    told = {"spared": proved.spared, "root": proved.root, "entry": proved.entry}
    click.echo(gettext("Spared: %(spared)d. Root %(root)s, sealed in entry %(entry)d.") % told)
    click.echo(gettext("Everything fits.") if proved.is_right else gettext("Something does not fit."))
    return proved.is_right


def _today() -> date:
    return datetime.now(UTC).date()
