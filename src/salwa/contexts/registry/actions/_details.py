"""Registry, actions: look at what is told of an event beside time and place, and write it beside the event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text
from salwa.contexts.registry.drafts import NO_DETAILS, Details, NewCertificate, NewEvent
from salwa.contexts.registry.models import Certificate, Event, EventAnswer, EventDetail, Method, Witness
from salwa.contexts.registry.queries.packs import asked_besides
from salwa.kernel.packs import Extra
from salwa.platform import questions
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault

MOST_WITNESSES: Final = 10
_LONGEST: Final = {"reference": 120, "consignment": 120, "permit": 120}


def faults_of_details(actor: Actor, new: NewEvent, today: date) -> Iterator[Fault]:
    """Find what cannot be kept of what is told beside an event."""
    told = new.details
    for column, longest in _LONGEST.items():
        yield from faults_of_text(column, getattr(told, column), longest)
    if told.method not in Method.values:
        yield Fault(0, "method", gettext("there is no such method"))
    if told.certificate is not None:
        yield from _faults_of_certificate(told.certificate)
    if len(told.witnesses) > MOST_WITNESSES:
        yield Fault(0, "witnesses", gettext("at most %(most)s witnesses are kept") % {"most": MOST_WITNESSES})
    for name in told.witnesses[:MOST_WITNESSES]:
        yield from faults_of_text("witnesses", name, 200)
    if told.answers:
        yield from _faults_of_answers(told, asked_besides(actor, new.kind, today))


def write_details(row: Event, told: Details) -> None:
    """Write what is told beside an event; of most events that is nothing, and costs nothing."""
    if replace(told, seen="") == NO_DETAILS:
        return
    named = {"firearm_id": row.firearm_id, "ordinal": row.ordinal}
    if any((told.giver, told.until, told.reference, told.consignment, told.permit, told.method)):
        EventDetail.objects.create(
            **named,
            giver=told.giver,
            until=told.until,
            reference=_line(told.reference),
            consignment=_line(told.consignment),
            permit=_line(told.permit),
            method=told.method,
        )
    if told.certificate is not None:
        paper = told.certificate
        Certificate.objects.create(
            **named,
            number=_line(paper.number),
            issuer=_line(paper.issuer),
            issued_on=paper.issued_on,
            standard=_line(paper.standard),
        )
    Witness.objects.bulk_create(
        Witness(**named, position=at, name=_line(name)) for at, name in enumerate(filter(_line, told.witnesses), 1)
    )
    EventAnswer.objects.bulk_create(
        EventAnswer(**named, position=at, name=name, value=_line(value))
        for at, (name, value) in enumerate(((name, value) for name, value in told.answers if _line(value)), start=1)
    )


def certified_on(told: Details) -> date | None:
    """Give the day of the certificate: None where there is none, the first day of all where it has no date."""
    if told.certificate is None:
        return None
    return told.certificate.issued_on or date.min


def _line(text: str) -> str:
    return " ".join(text.split())


def _faults_of_certificate(paper: NewCertificate) -> Iterator[Fault]:
    texts = (("number", paper.number, 60), ("issuer", paper.issuer, 200), ("standard", paper.standard, 60))
    for column, text, longest in texts:
        yield from faults_of_text(f"certificate_{column}", text, longest)
    for column, text, _longest in texts[:2]:
        if not text.strip():
            yield Fault(0, f"certificate_{column}", gettext("a certificate has a number, and somebody who issued it"))


def _faults_of_answers(told: Details, asked: tuple[Extra, ...]) -> Iterator[Fault]:
    yield from questions.faults_of(told.answers, asked)
    known = {one.name for one in asked}
    for name, value in told.answers:
        if name in known:
            yield from faults_of_text(name, value, questions.LONGEST)
