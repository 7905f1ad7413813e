"""Registry, actions, ¶29: open a finding where a firearm may be registered already. The serial is never a key."""

from salwa.contexts.registry.models import Finding, FindingKind, Firearm
from salwa.contexts.registry.queries._twins import twins_of
from salwa.contexts.registry.wording import ALIKE_SERIAL, SAME_SERIAL
from salwa.platform.action import this_entry


def tell_twin(firearm: Firearm, twin: tuple[int, bool] | None) -> None:
    """Open the finding that a record and its twin may be one firearm, and note it in the entry."""
    if twin is None:
        return
    other, is_same = twin
    known = Finding.objects.filter(firearm=firearm, other_id=other, kind=FindingKind.DUPLICATE)
    if known.exists():
        return
    Finding.objects.create(
        firearm=firearm,
        other_id=other,
        kind=FindingKind.DUPLICATE,
        opened_id=this_entry().id,
        text=SAME_SERIAL if is_same else ALIKE_SERIAL,
    )
    this_entry().note(twin=other)


def twin_of_serial(firearm: Firearm, serial: str) -> tuple[int, bool] | None:
    """Find the twin of a record by a serial that is about to be written on its control component."""
    return twins_of(serial, firearm.make, type_=firearm.type, leave_out=firearm.pk)
