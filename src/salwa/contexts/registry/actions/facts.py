"""Registry, actions, ¶29 ¶63: set right what a record says of the firearm itself; what it said stays readable."""

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_facts, refuse
from salwa.contexts.registry.actions._recording import locked
from salwa.contexts.registry.actions._twins import tell_twin, twin_of_serial
from salwa.contexts.registry.drafts import NewFacts
from salwa.contexts.registry.events import MarksChanged
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Fact, FactCorrection, Firearm
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries._cards import cards
from salwa.contexts.registry.queries._versions import check_count, count_of
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault


@action("registry.correct_facts", may=may_keep)
def correct_facts(*, actor: Actor, firearm: Firearm, facts: NewFacts, reason: str) -> tuple[FactCorrection, ...]:
    """Set right the make, model, calibre, type, country or year that a record says wrongly, or does not say yet.

    Each change is kept with what stood there before. A mark is corrected by :func:`correct_mark`: this changes what the
    firearm is taken to be, not what is engraved in it. Where the make or the type makes it the twin of another record,
    a finding asks a person to look at both.

    Raises:
        Refused: no reason is given, nothing changes, a code is none, or no firearm was made in that year.
        Stale: something was recorded or corrected since ``facts.seen``.
        NotFound: there is no such record for this actor.
    """
    if not reason.strip():
        refuse([Fault(0, "reason", gettext("Say why it is corrected: somebody will ask."))])
    held = locked(actor, firearm)
    check_count(facts.seen, count_of(held.pk))
    told = {one: getattr(facts, one.name.lower()) for one in Fact}
    changed = {one: int(value) for one, value in told.items() if value is not None and value != _now(held, one)}
    if not changed:
        refuse([Fault(0, "", gettext("Nothing is changed: this is what the record says."))])
    refuse(list(faults_of_facts({one.name.lower(): value for one, value in changed.items()})))
    entry = this_entry()
    rows = FactCorrection.objects.bulk_create(
        FactCorrection(firearm=held, entry_id=entry.id, fact=one, before=_now(held, one), after=value)
        for one, value in changed.items()
    )
    for one, value in changed.items():
        setattr(held, one.name.lower(), value)
    held.save(update_fields=[one.name.lower() for one in changed])
    add_delta([held.pk])
    if {Fact.MAKE, Fact.TYPE} & changed.keys():
        serial = cards([held])[held.pk].serial
        tell_twin(held, twin_of_serial(held, serial) if serial else None)
    entry.note(record=held.pk, before=_said(rows, "before"), after=_said(rows, "after"))
    entry.announce(MarksChanged(held.pk))
    return tuple(rows)


def _now(held: Firearm, fact: Fact) -> int:
    return int(getattr(held, fact.name.lower()))


def _said(rows: list[FactCorrection], which: str) -> str:
    return ", ".join(f"{Fact(row.fact).name.lower()} {getattr(row, which)}" for row in rows)
