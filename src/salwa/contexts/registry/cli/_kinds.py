"""Registry, command line, ¶29: one command for each kind of event, made of its sheet as the pages' forms are."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli import _typed as typed
from salwa.contexts.registry.cli._terminal import show
from salwa.contexts.registry.models import Holder, HolderKind, Method
from salwa.contexts.registry.queries.desks import desk_of
from salwa.contexts.registry.queries.holders_called import agency_called, holder_numbered, holders_called
from salwa.contexts.registry.queries.packs import PROPOSED, asked_besides, transfer_rule
from salwa.contexts.registry.questions import SHEETS, Ask, Sheet, slug_of
from salwa.kernel.packs import Extra
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Fault, Refused
from salwa.platform.questions import named
from salwa.platform.reading import reading

METHODS: Final = {method.name.lower(): method for method in Method if method is not Method.UNKNOWN}
_OPTIONS: Final[dict[Ask, tuple[dict[str, Any], ...]]] = {
    Ask.PLACE: ({"default": "", "help": "Where, in words."},),
    Ask.COUNTRY: ({"default": "", "help": "The country, by its name or code."},),
    Ask.HOLDER: ({"default": "", "help": "A company or agency by its name, a person by the holder's number."},),
    Ask.UNTIL: ({"default": "", "metavar": "DAY", "help": "Due back, or due to leave, on this day: 2026-05-01."},),
    Ask.REFERENCE: ({"default": "", "help": "Number of the paper it rests on."},),
    Ask.CONSIGNMENT: ({"default": "", "help": "Number of the consignment."},),
    Ask.PERMIT: ({"default": "", "help": "Number of the licence or permit."},),
    Ask.METHOD: ({"default": "", "type": click.Choice(["", *METHODS]), "help": "Method."},),
    Ask.CERTIFICATE: ({"default": "", "metavar": '"NUMBER, ISSUER[, DAY[, STANDARD]]"', "help": "The certificate."},),
    Ask.WITNESSES: ({"default": (), "multiple": True, "metavar": "NAME", "help": "A witness; can be given again."},),
}


def add_kinds(group: click.Group) -> None:
    """Give a group one command for each kind of event."""
    for sheet in SHEETS:
        group.add_command(_command(sheet))


def _command(sheet: Sheet) -> click.Command:
    @pass_command_line
    def run(line: CommandLine, /, number: str, happened: str, reason: str, **told: Any) -> None:
        _record(line.actor(), sheet, number, happened, reason, told)

    options: list[Callable[[Any], Any]] = [
        click.argument("number", metavar="RECORD"),
        click.option("--happened", default="", help="When: 2011, 2011-03, 2011-03-05, 2009/2011; empty if not known."),
        *(click.option(f"--{ask.value}", **_OPTIONS[ask][0]) for ask in sheet.asks),
        click.option("--answer", "answers", multiple=True, metavar="NAME=VALUE", help="What the State asks besides."),
        click.option("--reason", default="", help="Why it is recorded; kept in the entry."),
    ]
    command: Any = run
    for option in reversed(options):
        command = option(command)
    return click.command(slug_of(sheet.kind), help=f"{sheet.name}. {sheet.says}")(command)


def _record(actor: Actor, sheet: Sheet, number: str, happened: str, reason: str, told: dict[str, Any]) -> None:
    when = typed.when(happened)
    with reading(actor):
        found = registry.firearm(actor, number)
        desk = desk_of(actor, found)
        today = timezone.now().date()
        giver = holder_numbered(actor, desk.holder_id) if sheet.kind in PROPOSED and desk.holder_id else None
        happening = registry.Happening(
            happened=when,
            place=told.get("place", ""),
            country=typed.code("country", told.get("country", "")),
            holder=_holder(actor, told.get("holder", "")),
            details=_details(told, giver),
        )
        asked = asked_besides(actor, sheet.kind, today)
        rule = transfer_rule(actor, sheet.kind, today)
    record = {"record": registry.record_of(found)}
    if rule is not None and happening.holder is not None:
        proposal = _propose(actor, sheet, found, (happening.holder, happening.details), reason)
        show(_("Proposed for %(record)s: the law asks for consents, or for days, first.") % record)
        stands = _("Proposal %(number)s stands on the page Proposed transfers, with what is missing.")
        show(stands % {"number": proposal})
        return
    _refuse_unanswered(asked, dict(happening.details.answers))
    sheet.act(actor, found, happening, reason)
    show(_("Recorded for %(record)s.") % record)


def _refuse_unanswered(asked: Iterable[Extra], answers: Mapping[str, str]) -> None:
    """Refuse where this State asks a question that must be answered, as the page does. Raises Refused."""
    text = _("this State asks: %(question)s. Add %(option)s")
    faults = [
        Fault(0, "answer", text % {"question": named(one.label), "option": f"--answer {one.name}=…"})
        for one in asked
        if one.required and not answers.get(one.name)
    ]
    if faults:
        raise Refused(faults)


def _propose(actor: Actor, sheet: Sheet, found: Any, told: tuple[Holder, registry.Details], reason: str) -> int:
    """Propose it to the holder told; give the number of the proposal."""
    taker, details = told
    new = registry.NewProposal(
        kind=sheet.kind,
        taker=taker,
        until=details.until,
        reference=details.reference,
        permit=details.permit,
    )
    return registry.propose_transfer(actor=actor, firearm=found, proposed=new, reason=reason).pk


def _details(told: dict[str, Any], giver: Holder | None) -> registry.Details:
    return registry.Details(
        giver=giver,
        until=_day("until", told.get("until", "")),
        reference=told.get("reference", ""),
        consignment=told.get("consignment", ""),
        permit=told.get("permit", ""),
        method=METHODS.get(told.get("method", ""), Method.UNKNOWN),
        certificate=_certificate(told.get("certificate", "")),
        witnesses=tuple(told.get("witnesses", ())),
        answers=tuple(_answers(told.get("answers", ()))),
    )


def _holder(actor: Actor, text: str) -> Holder | None:
    """Read a holder. Raises Refused where nobody, or more than one, is called so."""
    if not text.strip():
        return None
    found = holders_called(actor, text)
    if len(found) != 1:
        nobody = _("No agency or company of this name is on record. Check the name, or put it on record first.")
        several = _("Several holders are called so: write the number of the one that is meant.")
        numbers = "; ".join(f"{one.name} {one.number}" for one in found)
        raise Refused([Fault(0, "holder", f"{several} {numbers}" if found else nobody)])
    if found[0].id:
        return holder_numbered(actor, found[0].id)
    return Holder(kind=HolderKind.AGENCY, agency_id=agency_called(actor, found[0].name))


def _day(column: str, text: str) -> date | None:
    """Read a day. Raises Refused."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused([Fault(0, column, _("write a day like this: 2026-05-01"))]) from error


def _certificate(text: str) -> registry.NewCertificate | None:
    """Read ``NUMBER, ISSUER[, DAY[, STANDARD]]``. Raises Refused where the issuer is missing."""
    if not text.strip():
        return None
    number, *rest = [part.strip() for part in text.split(",")]
    if not rest:
        raise Refused([Fault(0, "certificate", _("write the number, a comma, and who issued it"))])
    issuer, day, standard = (*rest, "", "", "")[:3]
    return registry.NewCertificate(number=number, issuer=issuer, issued_on=_day("certificate", day), standard=standard)


def _answers(typed_answers: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in typed_answers:
        name, equals, value = text.partition("=")
        if not equals:
            raise Refused([Fault(0, "answer", _("write NAME=VALUE"))])
        yield name.strip(), value.strip()
