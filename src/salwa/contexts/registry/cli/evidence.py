"""Registry, command line, ¶29 ¶39: give evidence about one firearm, as data, as a paper, or both."""

import json
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.identity.public import issuer_of
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.papers.evidence import evidence_paper
from salwa.contexts.registry.queries.histories import history
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import NotReady
from salwa.platform.ledger.files import write_whole
from salwa.platform.papers import Paper, render_pdf, unreadiness
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa evidence XC-7K3M9-Q2T4H-5 --output evidence.json --recipient "Court of XD" --reason "Request 12/2026"
  salwa evidence XC-7K3M9-Q2T4H-5 --pdf evidence.pdf --recipient "Court of XD" --reason "Request 12/2026"
"""
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog=_EPILOG)
@click.argument("record")
@click.option("--output", type=_FILE, help="The file of data to write.")
@click.option("--pdf", type=_FILE, help="The paper to write, with the data inside.")
@click.option("--recipient", required=True, help="To whom it is given; it stands in the ledger.")
@click.option("--reason", required=True, help="Why; it stands in the ledger.")
@click.option("--holders", is_flag=True, help="Name persons, too.")
@click.option("--language", type=click.Choice([code for code, _name in settings.LANGUAGES]), help="Of what is told.")
@pass_command_line
def evidence(line: CommandLine, /, record: str, **given: Any) -> None:
    """Write all that is recorded of a firearm, with what proves it to somebody who has no access to the register.

    RECORD is its public number or UUID. Both files of one command are the same evidence, given once.
    """
    output, pdf = given.pop("output"), given.pop("pdf")
    if output is None and pdf is None:
        raise click.UsageError(_("Name a file: --output FILE.json, --pdf FILE.pdf, or both."))
    if pdf is not None and (lack := unreadiness()):
        # Giving evidence is an entry of its own: it is not made for a paper that cannot be printed.
        raise NotReady(lack)
    language = given.pop("language") or translation.get_language() or settings.LANGUAGE_CODE
    actor = line.actor()
    with reading(actor):
        firearm = registry.firearm(actor, record)
    with translation.override(language):
        bundle = registry.evidence(actor, firearm, **given)
    data = (json.dumps(bundle, indent=1, ensure_ascii=False) + "\n").encode()
    if output is not None:
        write_whole(output, data, mode=0o600)
    if pdf is not None:
        write_whole(pdf, render_pdf(_paper(actor, bundle, data, language)), mode=0o600)
    told = _("Evidence about %(record)s is in %(file)s (entry %(entry)d). The recipient needs your ledger's key, too.")
    files = ", ".join(str(path) for path in (output, pdf) if path is not None)
    click.echo(told % {"record": bundle["told"]["record"], "file": files, "entry": bundle["given_in_entry"]})


def _paper(actor: Actor, bundle: dict[str, Any], data: bytes, language: str) -> Paper:
    with reading(actor), translation.override(language):
        told = history(actor, bundle["told"]["record"])
        issuer = issuer_of(actor)
    return evidence_paper(bundle, told, issuer=issuer, language=language, data=data)
