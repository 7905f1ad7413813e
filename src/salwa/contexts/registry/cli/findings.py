"""Registry, command line, ¶29: what a person should look at, and what came of it."""

from dataclasses import asdict, replace

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli._terminal import row, show, show_json, table
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.wording import note
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.reading import reading


@click.group(epilog='\b\nExamples:\n  salwa findings list\n  salwa findings close 12 --reason "date was misread"')
def findings() -> None:
    """Conflicting lives, possible duplicates and other doubts about records."""


@findings.command("list")
@click.option("--all", "with_closed", is_flag=True, help="Also those that are closed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_command_line
def list_(line: CommandLine, with_closed: bool, as_json: bool) -> None:
    """List what is open, the oldest first."""
    actor = line.actor()
    with reading(actor):
        found = registry.findings(actor, is_open=not with_closed)
    if as_json:
        show_json([asdict(replace(one, text=note(one.text))) for one in found])
        return
    if not found:
        show(_("Nothing is open."))
        return
    shown = table("", _("Record"), _("What"), _("Lines"), _("Other record"), _("Note"))
    for one in found:
        label = FindingKind[one.kind.upper()].label
        entries = ", ".join(str(entry) for entry in one.entries)
        shown.add_row(*row(one.id, one.record, label, entries, _other(one), note(one.text)))
    show(shown)


def _other(one: registry.FindingView) -> str:
    return _("ask %(agency)s") % {"agency": one.ask} if one.ask else one.other or ""


@findings.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="What came of it.")
@pass_command_line
def close(line: CommandLine, number: int, reason: str) -> None:
    """Close the finding NUMBER, as listed."""
    actor = line.actor()
    registry.close_finding(actor=actor, finding=registry.finding(actor, number), reason=reason)
    show(_("Closed."))
