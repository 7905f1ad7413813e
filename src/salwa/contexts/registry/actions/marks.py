"""Registry, actions, ¶28 ¶63: add a mark or a part with its marks, or withdraw a wrong mark for the right one."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import check_marks, refuse
from salwa.contexts.registry.actions._moving import host
from salwa.contexts.registry.actions._recording import locked, write_marks
from salwa.contexts.registry.actions._twins import tell_twin, twin_of_serial
from salwa.contexts.registry.drafts import NewMark
from salwa.contexts.registry.events import MarksChanged
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Component, ComponentKind, Firearm, Mark, Withdrawal
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries._lives import families
from salwa.contexts.registry.queries._placed import Name, Seat, sitting_in
from salwa.kernel.marks.model import MarkKind
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused

MOST_COMPONENTS = 50


@action("registry.add_mark", may=may_keep)
def add_mark(*, actor: Actor, firearm: Firearm, mark: NewMark, part: Name | None = None, reason: str = "") -> Mark:
    """Add a mark that stands on the firearm and was not on record.

    ``part`` is one that sits in it now, wherever it was first registered: the mark is kept under the part's name.
    Without it ``mark.component`` is a part that was registered with the firearm; where that was the one that carries
    the identity, and it was exchanged, the mark stands on the one that carries it now.

    Raises:
        Refused: the mark cannot be kept.
        NotFound: the part does not sit in this firearm now.
    """
    held = locked(actor, firearm)
    seat = _bearer(held, mark.component, part)
    row = _written(held, mark, held.control) if seat is None else _written_on(held, seat, mark)
    add_delta([held.pk, row.firearm_id])
    this_entry().note(record=held.pk, mark=row.ordinal, kind=mark.kind.value)
    this_entry().announce(MarksChanged(held.pk))
    return row


@action("registry.add_component", may=may_keep)
def add_component(
    *, actor: Actor, firearm: Firearm, kind: ComponentKind, marks: Sequence[NewMark] = (), reason: str = ""
) -> Component:
    """Add a part that the firearm has and that was not on record, with the marks it carries.

    The marks' ``component`` is set here. Raises Refused where a mark cannot be kept, or the firearm has too many parts.
    """
    held = locked(actor, firearm)
    count = Component.objects.filter(firearm=held).count()
    if count >= MOST_COMPONENTS:
        raise Refused(gettext("A firearm has at most %(most)s parts here.") % {"most": MOST_COMPONENTS})
    on_it = [replace(mark, component=count + 1) for mark in marks]
    check_marks(on_it, components=count + 1, control=held.control or 0)
    row = Component.objects.create(firearm=held, ordinal=count + 1, kind=kind)
    write_marks(held, on_it)
    add_delta([held.pk])
    this_entry().note(record=held.pk, component=row.ordinal, kind=ComponentKind(kind).name.lower(), marks=len(on_it))
    this_entry().announce(MarksChanged(held.pk))
    return row


@action("registry.correct_mark", may=may_keep)
def correct_mark(
    *, actor: Actor, firearm: Firearm, ordinal: int, mark: NewMark | None, owner: int = 0, reason: str
) -> Mark | None:
    """Withdraw a mark that was recorded wrongly and put the right one beside it; None where there was none.

    The withdrawn mark stays readable, and is searched no more. ``owner`` is the number of the record under which the
    mark was first recorded, where its part came from another weapon or from a merged record.

    Raises:
        NotFound: the firearm has no such mark now, or it was withdrawn already.
        Refused: no reason is given, or the right mark cannot be kept.
    """
    if not reason.strip():
        refuse([Fault(0, "reason", gettext("Say why it is corrected: somebody will ask."))])
    held = locked(actor, firearm)
    of = owner or held.pk
    known = Mark.objects.filter(firearm_id=of, ordinal=ordinal).first()
    if known is None or Withdrawal.objects.filter(firearm_id=of, ordinal=ordinal).exists():
        raise NotFound(gettext("The record has no mark %(number)s that could be corrected.") % {"number": ordinal})
    seat = host(held).seat(Name(of, known.component))
    Withdrawal.objects.create(firearm_id=of, ordinal=ordinal, entry_id=this_entry().id)
    row = None
    if mark is not None:
        row = _written(held, mark, held.control) if of == held.pk else _written_on(held, seat, mark)
    add_delta([held.pk, of])
    this_entry().note(record=held.pk, before=ordinal, after=None if row is None else row.ordinal)
    this_entry().announce(MarksChanged(held.pk))
    return row


def _bearer(held: Firearm, component: int, part: Name | None) -> Seat | None:
    """Give the part that a new mark stands on, None where the record never had it. Raises NotFound where it is gone."""
    sitting = sitting_in(families([held.pk])[held.pk])
    wanted = part or Name(held.pk, component)
    found = next((seat for seat in sitting if seat.name == wanted), None)
    if found is None and part is None and component == (held.control or 1):
        found = next((seat for seat in sitting if seat.is_control and seat.firearm == held.pk), None)
    if found is None and (part is not None or Component.objects.filter(firearm=held, ordinal=component).exists()):
        raise NotFound(gettext("This weapon has no such part now."))
    return found


def _written_on(held: Firearm, seat: Seat, mark: NewMark) -> Mark:
    """Write a mark on a part of a locked record, under the record with which the part was first registered."""
    owner = held if seat.of == held.pk else Firearm.objects.select_for_update().get(pk=seat.of)
    on_it = replace(mark, component=seat.ordinal)
    return _written(owner, on_it, seat.ordinal if seat.is_control else 0, shown=held)


def _written(firearm: Firearm, mark: NewMark, control: int | None, *, shown: Firearm | None = None) -> Mark:
    """Check and write a mark of a locked record; a serial that another record has is told by a finding.

    ``control`` is the component that carries the identity. ``shown`` is the record under which the part is found.
    """
    check_marks([mark], components=Component.objects.filter(firearm=firearm).count(), control=control or 0)
    is_serial = mark.kind is MarkKind.SERIAL and mark.component == control
    told = shown or firearm
    twin = twin_of_serial(told, mark.text) if is_serial else None
    row = write_marks(firearm, [mark])[0]
    tell_twin(told, twin)
    return row
