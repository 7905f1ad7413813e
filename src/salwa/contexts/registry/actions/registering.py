"""Registry, action, ¶29 ¶63: register a firearm with its components, marks and what is known of its life."""

from collections.abc import Sequence

from salwa.contexts.registry.actions._checking import check_firearm, facts_of
from salwa.contexts.registry.actions._new_records import write_record
from salwa.contexts.registry.actions._recording import settle, write_life
from salwa.contexts.registry.actions._twins import tell_twin
from salwa.contexts.registry.drafts import NewEvent, NewFirearm
from salwa.contexts.registry.events import FirearmRegistered
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.policies import may_register
from salwa.contexts.registry.queries._twins import twins_of
from salwa.contexts.registry.rules import advice_on
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.controls import HINT
from salwa.kernel.marks.model import MarkKind
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@action("registry.register_firearm", may=may_register)
def register_firearm(*, actor: Actor, firearm: NewFirearm, life: Sequence[NewEvent] = (), reason: str = "") -> Firearm:
    """Register a firearm; the actor's agency becomes the custodian of the record.

    ``life`` are the events already known, in the order they happened as far as known. What an instrument asks of the
    marks and this record does not have is noted in the entry as advice. Where another record has the same make and
    serial, or one that looks alike, a finding asks a person to look at both.

    Raises:
        Refused: what was handed in cannot be kept; every fault is named.
        Conflict: the source already has a record under this external id.
        NotReady: the index, by which twins are found, is not whole.
    """
    check_firearm(firearm)
    twin = _twin(firearm)
    row = write_record(actor.agency_id, firearm)
    write_life(row, life)
    state = settle(row.pk)
    add_delta([row.pk])
    tell_twin(row, twin)
    is_imported = any(event.kind is EventKind.IMPORT for event in life)
    advice = advice_on([facts_of(mark, firearm.control) for mark in firearm.marks], is_imported=is_imported)
    this_entry().note(
        record=row.pk,
        marks=len(firearm.marks),
        events=len(life),
        after=state.status.name.lower(),
        direction_marks=sum(bool(HINT.search(mark.text)) for mark in firearm.marks),
        advice=", ".join(rule.source for rule in advice),
    )
    this_entry().announce(FirearmRegistered(row.pk))
    return row


def _twin(new: NewFirearm) -> tuple[int, bool] | None:
    """Find who is registered already with the make and the serial on the control component."""
    serials = [mark.text for mark in new.marks if mark.kind is MarkKind.SERIAL and mark.component == new.control]
    found = (twins_of(serial, new.make, type_=new.type) for serial in serials)
    return next((twin for twin in found if twin is not None), None)
