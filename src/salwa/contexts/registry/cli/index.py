"""Registry, command line, ¶29: the identification index and the states, which are derived and can be made again."""

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli._terminal import row, show, table
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.reading import reading


@click.group(epilog="\b\nExamples:\n  salwa index status\n  salwa index rebuild")
def index() -> None:
    """The identification index: derived from the register, never asked instead of it."""


@index.command()
@pass_command_line
def rebuild(line: CommandLine) -> None:
    """Build the index again from the register. Searches go on meanwhile."""
    made = registry.rebuild_index(actor=line.actor(), reason="salwa index rebuild")
    text = ngettext("%(rows)s number indexed, %(size)s MB.", "%(rows)s numbers indexed, %(size)s MB.", made.rows)
    show(text % {"rows": f"{made.rows:,}", "size": f"{made.bytes / 1e6:,.1f}"})


@index.command()
@pass_command_line
def status(line: CommandLine) -> None:
    """Say what the index is made of, and whether its files are whole."""
    actor = line.actor()
    with reading(actor):
        told = registry.index_status(actor)
    shown = table(_("Segment"), _("Numbers"), _("Files"))
    for one in told.segments:
        shown.add_row(*row(one.folder, f"{one.rows:,}", _("whole") if one.is_whole else _("missing or altered")))
    segments = shown if told.segments else _("No segment is built yet.")
    show(segments, _("Rows waiting for the next rebuild, searched all the same: %(count)s") % {"count": told.waiting})
    if not all(one.is_whole for one in told.segments):
        show(_("No record is lost. Build the index again with: salwa index rebuild"))
        raise click.exceptions.Exit(2)


@click.group(epilog="\b\nExample:\n  salwa state rebuild")
def state() -> None:
    """The present states of firearms: derived from what happened to them."""


@state.command("rebuild")
@pass_command_line
def rebuild_states(line: CommandLine) -> None:
    """Derive every state again and mend those that are wrong."""
    wrong = registry.rebuild_state(actor=line.actor(), reason="salwa state rebuild")
    show(ngettext("%(count)d state was wrong.", "%(count)d states were wrong.", wrong) % {"count": wrong})
