"""Licensing, actions: lock a licence, write what happened and the words about it, derive the state."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.licensing.models import Inspection, Licence, LicenceEvent, LicenceState, Part, Words
from salwa.contexts.licensing.policies import licences
from salwa.contexts.licensing.queries._views import event_of, state_of
from salwa.contexts.licensing.rules import Event, EventKind, Rule, State, Step, broken_steps, derive
from salwa.contexts.registry import public as registry
from salwa.kernel.marks.controls import TURNING
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused

LONGEST: Final = 2000
"""Characters of a text about somebody."""


def today() -> date:
    """Give the day on which the running action is recorded."""
    return this_entry().recorded_at.date()


def refuse(faults: Sequence[Fault]) -> None:
    """Raise Refused with all faults, where there are any."""
    if faults:
        raise Refused(tuple(faults))


def refuse_broken(rules: Sequence[type[Rule]]) -> None:
    """Raise Refused in the words of the broken rules, where there are any."""
    refuse([Fault(0, "", gettext(rule.text())) for rule in rules])


def faults_of_text(column: str, text: str, longest: int = LONGEST) -> Iterator[Fault]:
    """Find what makes a text unfit to be kept: too long, or with characters that command or turn it (ADR 0007)."""
    if len(text) > longest:
        problem = gettext("has %(count)s characters; at most %(most)s are kept")
        yield Fault(0, column, problem % {"count": len(text), "most": longest})
    for at, one in enumerate(text, start=1):
        if TURNING.match(one) or (unicodedata.category(one) in ("Cc", "Cs") and one not in "\r\n\t"):
            yield Fault(0, column, gettext("character %(at)s cannot be seen: type the text again") % {"at": at})
            return


def faults_of_day(column: str, day: date) -> Iterator[Fault]:
    """Find a day that has not come: what was done is recorded when it was done."""
    if day > today():
        yield Fault(0, column, gettext("this day has not come yet"))


def write_words(holder: int, part: Part, text: str, ordinal: int = 1) -> None:
    """Keep a text about somebody with the running entry, apart from what it is about; nothing where there is none."""
    if kept := text.strip():
        Words.objects.create(entry_id=this_entry().id, holder_id=holder, part=part, ordinal=ordinal, text=kept)


def locked(actor: Actor, licence: Licence) -> Licence:
    """Give the licence with its state locked for the rest of the transaction. Raises NotFound."""
    found = licences(actor).select_related("premises").filter(pk=licence.pk).first()
    if found is None:
        raise NotFound(gettext("There is no licence of that number that you may open."))
    LicenceState.objects.select_for_update().get(pk=found.pk)
    found.state.refresh_from_db()
    return found


def record(actor: Actor, licence: Licence, event: Event, *, grounds: str = "", text: str = "") -> LicenceEvent:
    """Write an event of a locked licence, if the rules admit it, with the words of its reason; derive the state anew.

    The ordinal of ``event`` is set here. Raises Refused in the words of the rules.
    """
    refuse(list(faults_of_text("text", text)))
    held = registry.count_held(actor, licence.holder_id)
    step = Step(state=state_of(licence.state), event=event, today=today(), held=held, grounds=grounds)
    refuse_broken(broken_steps(step))
    return write_event(licence, event, grounds=grounds, text=text)


def write_event(licence: Licence, event: Event, *, grounds: str = "", text: str = "") -> LicenceEvent:
    """Write an event that the rules have admitted, and derive the state."""
    last = licence.events.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    row = LicenceEvent.objects.create(
        licence=licence,
        ordinal=last + 1,
        entry_id=this_entry().id,
        kind=int(event.kind),
        day=event.day,
        valid_from=event.valid_from,
        valid_to=event.valid_to,
        quota=event.quota,
        grounds=grounds,
        hand_in_by=event.hand_in_by,
    )
    write_words(licence.holder_id, Part.REASON, text)
    settle(licence)
    this_entry().note(licence=licence.pk, ordinal=row.ordinal, kind=EventKind(event.kind).name.lower())
    return row


def settle(licence: Licence) -> State:
    """Derive the state of a licence from its events, and keep it."""
    state = derive(event_of(row) for row in licence.events.all())
    LicenceState.objects.update_or_create(
        licence=licence,
        defaults={
            "valid_from": state.valid_from,
            "valid_to": state.valid_to,
            "since": state.since,
            "hand_in_by": state.hand_in_by,
            "quota": state.quota,
            "is_suspended": state.is_suspended,
            "ended": None if state.ended is None else int(state.ended),
            "terms": state.terms,
        },
    )
    return state


def plan(holder: int, agency: int, due: date, kind: str, licence: Licence | None = None) -> Inspection:
    """Write an inspection that follows from something: a grant, or the inspection before."""
    premises = licence.premises_id if licence is not None else None
    return Inspection.objects.create(
        holder_id=holder,
        agency_id=agency,
        entry_id=this_entry().id,
        premises_id=premises,
        licence=licence,
        kind=kind,
        due=due,
    )
