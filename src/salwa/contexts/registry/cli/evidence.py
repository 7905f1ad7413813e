"""Registry, command line, ¶29 ¶39: give evidence about one firearm."""

import json
from pathlib import Path

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.ledger.files import write_whole
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa evidence XC-7K3M9-Q2T4H-5 --output evidence.json --recipient "Court of XD" --reason "Request 12/2026"
"""


@click.command(epilog=_EPILOG)
@click.argument("record")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--recipient", required=True, help="To whom it is given; it stands in the ledger.")
@click.option("--reason", required=True, help="Why; it stands in the ledger.")
@click.option("--holders", is_flag=True, help="Name persons, too.")
@pass_command_line
def evidence(line: CommandLine, record: str, output: Path, recipient: str, reason: str, holders: bool) -> None:
    """Write all that is recorded of a firearm, with what proves it to somebody who has no access to the register.

    RECORD is its public number or UUID.
    """
    actor = line.actor()
    with reading(actor):
        firearm = registry.firearm(actor, record)
    bundle = registry.evidence(actor, firearm, recipient=recipient, reason=reason, holders=holders)
    write_whole(output, (json.dumps(bundle, indent=1, ensure_ascii=False) + "\n").encode(), mode=0o600)
    told = _("Evidence about %(record)s is in %(file)s (entry %(entry)d). The recipient needs your ledger's key, too.")
    click.echo(told % {"record": bundle["told"]["record"], "file": output, "entry": bundle["given_in_entry"]})
