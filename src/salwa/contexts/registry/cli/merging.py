"""Registry, command line, ¶29: show two records as one firearm, and undo it."""

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli._terminal import show
from salwa.platform.command_line import CommandLine, pass_command_line


@click.command(
    epilog='\b\nExample:\n  salwa merge XC-7K3M9-Q2T4H-5 XC-11111-22222-3 --reason "same frame, typed twice"'
)
@click.argument("survivor")
@click.argument("absorbed")
@click.option("--reason", required=True, help="Why the two records are one firearm.")
@pass_command_line
def merge(line: CommandLine, survivor: str, absorbed: str, reason: str) -> None:
    """Show ABSORBED under SURVIVOR from now on. Nothing is lost, and unmerge undoes it."""
    actor = line.actor()
    kept, other = registry.firearm(actor, survivor), registry.firearm(actor, absorbed)
    registry.merge_firearms(actor=actor, survivor=kept, absorbed=other, reason=reason)
    words = {"absorbed": registry.record_of(other), "survivor": registry.record_of(kept)}
    show(_("%(absorbed)s is shown under %(survivor)s from now on.") % words)


@click.command(
    epilog='\b\nExample:\n  salwa unmerge XC-7K3M9-Q2T4H-5 XC-11111-22222-3 --reason "two weapons after all"'
)
@click.argument("survivor")
@click.argument("absorbed")
@click.option("--reason", required=True, help="Why they are two firearms after all.")
@pass_command_line
def unmerge(line: CommandLine, survivor: str, absorbed: str, reason: str) -> None:
    """Let two merged records stand for themselves again."""
    actor = line.actor()
    kept, other = registry.firearm(actor, survivor), registry.firearm(actor, absorbed)
    registry.unmerge_firearms(actor=actor, survivor=kept, absorbed=other, reason=reason)
    words = {"absorbed": registry.record_of(other), "survivor": registry.record_of(kept)}
    show(_("%(survivor)s and %(absorbed)s are two records again.") % words)
