"""Registry, action, ¶29 ¶63: register a firearm with its components, marks and what is known of its life."""

from collections.abc import Sequence

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import check_firearm, facts_of
from salwa.contexts.registry.actions._recording import settle, write_life, write_marks
from salwa.contexts.registry.actions._twins import tell_twin
from salwa.contexts.registry.drafts import NewEvent, NewFirearm
from salwa.contexts.registry.events import FirearmRegistered
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import REGISTERED_HERE, Component, Firearm, Remark, Source
from salwa.contexts.registry.policies import may_register
from salwa.contexts.registry.queries._twins import twins_of
from salwa.contexts.registry.rules import advice_on
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.controls import HINT
from salwa.kernel.marks.model import MarkKind
from salwa.platform import numbers
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict


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
    row = _write(actor, firearm)
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


def _write(actor: Actor, new: NewFirearm) -> Firearm:
    name = new.source.strip() or REGISTERED_HERE
    source, _ = Source.objects.get_or_create(agency_id=actor.agency_id, name=name)
    if new.external_id and Firearm.objects.filter(source=source, external_id=new.external_id).exists():
        text = gettext("%(source)s already has a record under %(id)s.")
        raise Conflict(text % {"source": source.name, "id": new.external_id})
    row = Firearm.objects.create(
        number=_free_number(),
        agency_id=actor.agency_id,
        source=source,
        external_id=new.external_id,
        make=new.make,
        model=new.model,
        calibre=new.calibre,
        type=new.type,
        country=new.country,
        year=new.year,
        control=new.control,
    )
    parts = enumerate(new.components, start=1)
    Component.objects.bulk_create(Component(firearm=row, ordinal=at, kind=kind) for at, kind in parts)
    write_marks(row, new.marks)
    entry = this_entry().id
    Remark.objects.bulk_create(
        Remark(firearm=row, entry_id=entry, heading=heading, text=text) for heading, text in new.remarks if text
    )
    return row


def _free_number() -> int:
    number = numbers.draw()
    while Firearm.objects.filter(number=number).exists():
        number = numbers.draw()
    return number
