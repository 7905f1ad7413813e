"""Licensing, actions: carry a decision out, once it is made: a licence or its renewal, its terms, its inspections."""

from datetime import date

from salwa.contexts.licensing.actions._recording import (
    faults_of_text,
    locked,
    plan,
    record,
    refuse,
    refuse_broken,
    today,
    write_event,
    write_words,
)
from salwa.contexts.licensing.drafts import Reason, Terms
from salwa.contexts.licensing.models import (
    Application,
    Decision,
    DecisionOutcome,
    Inspection,
    InspectionKind,
    Licence,
    LicenceCondition,
    LicenceEvent,
    LicenceType,
    Part,
    Proposal,
)
from salwa.contexts.licensing.queries.licences import OWN
from salwa.contexts.licensing.queries.packs import edition, needed_kind
from salwa.contexts.licensing.rules import Event, EventKind, State, Step, broken_steps, month_later
from salwa.kernel.packs import LicenceKind
from salwa.platform import numbers
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor


def carry_out_grant(actor: Actor, row: Application, terms: Terms, proposal: Proposal | None = None) -> Decision:
    """Grant a licence, or renew the one that the application is about; plan its inspections."""
    day = terms.decided_on or today()
    kind = needed_kind(actor, row.kind, day)
    refuse(list(faults_of_text("condition", terms.condition)))
    if row.renews is None:
        licence = _new_licence(actor, row, terms, kind, day)
    else:
        licence = locked(actor, row.renews)
        event = _with_terms(EventKind.RENEWED, terms, day)
        write_terms(
            licence, record(actor, licence, event), kind, terms, tuple(row.types.values_list("type", flat=True))
        )
    if kind.inspected_every:
        _plan_first(licence, kind, day)
    this_entry().note(application=row.pk, holder=row.holder_id, outcome="granted")
    return Decision.objects.create(
        application=row,
        entry_id=this_entry().id,
        licence=licence,
        proposal=proposal,
        outcome=DecisionOutcome.GRANTED,
        decided_on=day,
    )


def carry_out_refusal(row: Application, why: Reason, proposal: Proposal | None = None) -> Decision:
    """Refuse an application on its grounds; nothing is said of the applicant."""
    write_words(row.holder_id, Part.REASON, why.text)
    this_entry().note(application=row.pk, holder=row.holder_id, outcome="refused")
    return Decision.objects.create(
        application=row,
        entry_id=this_entry().id,
        proposal=proposal,
        outcome=DecisionOutcome.REFUSED,
        decided_on=today(),
        grounds=why.grounds,
        appeal_by=why.appeal_by,
    )


def write_terms(licence: Licence, event: LicenceEvent, kind: LicenceKind, terms: Terms, types: tuple[int, ...]) -> None:
    """Write what a licence covers and under which conditions, from an event on."""
    LicenceType.objects.bulk_create(
        LicenceType(licence=licence, ordinal=event.ordinal, type=one) for one in sorted(set(types))
    )
    codes = [one.code for one in kind.conditions] + ([OWN] if terms.condition.strip() else [])
    LicenceCondition.objects.bulk_create(
        LicenceCondition(licence=licence, ordinal=event.ordinal, position=at, code=code)
        for at, code in enumerate(dict.fromkeys(codes), start=1)
    )
    write_words(licence.holder_id, Part.CONDITION, terms.condition)


def _new_licence(actor: Actor, row: Application, terms: Terms, kind: LicenceKind, day: date) -> Licence:
    event = _with_terms(EventKind.GRANTED, terms, day)
    refuse_broken(broken_steps(Step(state=State(), event=event, today=today())))
    licence = Licence.objects.create(
        number=_free_number(),
        holder_id=row.holder_id,
        agency_id=row.agency_id,
        entry_id=this_entry().id,
        application=row,
        premises=row.premises,
        kind=row.kind,
        category=row.category,
        edition=edition(actor, day),
        granted_on=day,
    )
    types = tuple(row.types.values_list("type", flat=True))
    write_terms(licence, write_event(licence, event), kind, terms, types)
    return licence


def _with_terms(kind: EventKind, terms: Terms, day: date) -> Event:
    return Event(ordinal=0, kind=kind, day=day, valid_from=terms.valid_from, valid_to=terms.valid_to, quota=terms.quota)


def _plan_first(licence: Licence, kind: LicenceKind, day: date) -> None:
    """Plan the first inspection of a licence that asks for them, unless one is planned."""
    if Inspection.objects.filter(licence=licence, result=None).exists():
        return
    what = InspectionKind.STORAGE if licence.category == "person" else InspectionKind.PREMISES
    plan(licence.holder_id, licence.agency_id, month_later(day, kind.inspected_every), what, licence)


def _free_number() -> int:
    number = numbers.draw()
    while Licence.objects.filter(number=number).exists():
        number = numbers.draw()
    return number
