"""Config, commands: seal what was done, and hold the database against it."""

import sys

import click
from django.utils.translation import gettext, ngettext

from salwa.platform import home as homes
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import NotFound
from salwa.platform.ledger.background import Sealing
from salwa.platform.ledger.sealing import seal_all, signer_of
from salwa.platform.ledger.verifying import Fault, FaultKind, newest_note, verify
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa ledger seal
  salwa ledger seal --every 1
  salwa ledger verify
  salwa ledger checkpoint
  salwa ledger key
"""


@click.group(epilog=_EPILOG)
def ledger() -> None:
    """Seal what was done so that nobody can change it unseen, and find what was changed."""


@ledger.command("seal")
@click.option("--every", type=click.FloatRange(0.1, 3600), default=None, help="Go on, every so many seconds.")
def seal_(every: float | None) -> None:
    """Give the entries that wait their places in the ledger, and sign what it now is. `salwa run` does it by itself."""
    signer = signer_of(homes.current())
    sealed = seal_all(signer)
    click.echo(ngettext("%(count)d entry sealed.", "%(count)d entries sealed.", sealed) % {"count": sealed})
    if every is not None:
        Sealing(signer, every=every).run()


@ledger.command("verify")
@pass_command_line
def verify_(line: CommandLine) -> None:
    """Hold every entry against the ledger, and name those that were changed, deleted or put in. Exit code 1 if any."""
    key = signer_of(homes.current()).key
    with reading(line.administrator()):
        seen = verify(key)
    for fault in seen.faults:
        click.echo(_told(fault), err=True)
    held = ngettext(
        "%(count)d entry held against the ledger.", "%(count)d entries held against the ledger.", seen.sealed
    )
    click.echo(held % {"count": seen.sealed})
    if seen.waiting:
        waits = ngettext("%(count)d entry is not sealed yet.", "%(count)d entries are not sealed yet.", seen.waiting)
        click.echo(waits % {"count": seen.waiting})
    if seen.faults:
        sys.exit(1)
    click.echo(gettext("Everything is as it was signed."))


@ledger.command()
@pass_command_line
def checkpoint(line: CommandLine) -> None:
    """Print the newest checkpoint: keep it elsewhere, so that nobody can later show another past."""
    with reading(line.administrator()):
        note = newest_note()
    if not note:
        raise NotFound(gettext("Nothing is sealed yet. Seal with: salwa ledger seal"))
    click.echo(note, nl=False)


@ledger.command()
def key() -> None:
    """Print the public key of this node's ledger, for those who check its checkpoints."""
    click.echo(str(signer_of(homes.current()).key))


def _told(fault: Fault) -> str:
    """Say what does not fit."""
    sentences = {
        FaultKind.UNSIGNED: gettext("The newest checkpoint is missing, or not signed by this node's key."),
        FaultKind.SHORT: gettext("The ledger has not as many entries as its checkpoint says."),
        FaultKind.HASHES: gettext("The stored hashes do not lead to the signed root: they were changed."),
        FaultKind.PLACE: gettext("A place in the ledger is empty: its entry was taken out."),
        FaultKind.DELETED: gettext("Entry %(entry)d was deleted."),
        FaultKind.ALTERED: gettext("Entry %(entry)d was changed: its bytes are not those that were sealed."),
        FaultKind.COLUMNS: gettext("Entry %(entry)d was changed: %(name)s is not as sealed."),
        FaultKind.INSERTED: gettext("Entry %(entry)d was put in by no action, or taken out of the ledger."),
    }
    return sentences[fault.kind] % {"entry": fault.entry, "name": fault.name}
