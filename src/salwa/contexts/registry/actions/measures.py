"""Registry, actions, ¶28 ¶64: what a part is made of, and how deep and high its marks stand."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_text, refuse
from salwa.contexts.registry.actions._moving import host
from salwa.contexts.registry.actions._recording import locked
from salwa.contexts.registry.drafts import NewMeasure
from salwa.contexts.registry.models import (
    ComponentMaterial,
    Firearm,
    Mark,
    MarkMeasure,
    Material,
    Withdrawal,
)
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries._placed import Name
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotFound, Refused

DEEPEST: Final = Decimal(5)
HIGHEST: Final = Decimal(50)
"""Millimetres beyond which a mark cannot have been measured rightly."""


@action("registry.state_material", may=may_keep)
def state_material(
    *, actor: Actor, firearm: Firearm, part: Name, material: ComponentMaterial, reason: str = ""
) -> Material:
    """Record what a part of a weapon is made of; said again, the newest counts. Raises NotFound without such a part."""
    held = locked(actor, firearm)
    host(held).seat(part)
    row = Material.objects.create(
        firearm_id=part.of, component=part.ordinal, material=material, entry_id=this_entry().id
    )
    this_entry().note(record=held.pk, component=part.ordinal, material=ComponentMaterial(material).name.lower())
    return row


@action("registry.measure_mark", may=may_keep)
def measure_mark(*, actor: Actor, firearm: Firearm, mark: Name, measure: NewMeasure, reason: str = "") -> MarkMeasure:
    """Record how a mark stands: depth and height in millimetres to the hundredth, on a metal plate or not.

    ``mark`` is the firearm under which the mark was recorded and its ordinal there. Earlier measurements stay.

    Raises:
        Refused: nothing was measured, or no mark is that deep or high.
        NotFound: no part of the weapon bears such a mark now.
    """
    held = locked(actor, firearm)
    refuse(_faults(measure))
    row = Mark.objects.filter(firearm_id=mark.of, ordinal=mark.ordinal).first()
    gone = Withdrawal.objects.filter(firearm_id=mark.of, ordinal=mark.ordinal).exists()
    if row is None or gone:
        raise NotFound(gettext("The record has no mark %(number)s that could be measured.") % {"number": mark.ordinal})
    host(held).seat(Name(mark.of, row.component))
    made = MarkMeasure.objects.create(
        firearm_id=mark.of,
        ordinal=mark.ordinal,
        depth=measure.depth,
        height=measure.height,
        on_plate=measure.on_plate,
        measured_on=measure.measured_on,
        instrument=measure.instrument.strip(),
        entry_id=this_entry().id,
    )
    this_entry().note(record=held.pk, mark=mark.ordinal)
    return made


def _faults(new: NewMeasure) -> list[Fault]:
    if new.depth is None and new.height is None and new.on_plate is None:
        raise Refused(gettext("Say at least one: the depth, the height, or whether the mark stands on a metal plate."))
    faults = list(faults_of_text("instrument", new.instrument, 60))
    for column, value, least, most in (
        ("depth", new.depth, Decimal(0), DEEPEST),
        ("height", new.height, Decimal("0.01"), HIGHEST),
    ):
        if value is not None and not least <= value <= most:
            text = gettext("millimetres between %(least)s and %(most)s") % {"least": least, "most": most}
            faults.append(Fault(0, column, text))
        elif value is not None and value != round(value, 2):
            faults.append(Fault(0, column, gettext("to the hundredth of a millimetre, not finer")))
    if new.measured_on is not None and new.measured_on > this_entry().recorded_at.date():
        faults.append(Fault(0, "measured_on", gettext("a mark is recorded as measured when it was")))
    return faults
