"""Registry, actions: write the rows of a new record, checked before: the firearm, its components, marks and remarks."""

from django.utils.translation import gettext

from salwa.contexts.registry.actions._recording import write_marks
from salwa.contexts.registry.drafts import NewFirearm
from salwa.contexts.registry.models import REGISTERED_HERE, Component, Firearm, Remark, Source
from salwa.platform import numbers
from salwa.platform.action import this_entry
from salwa.platform.errors import Conflict


def write_record(agency: int, new: NewFirearm) -> Firearm:
    """Write a record that an agency keeps. Raises Conflict where its source has one of that name already."""
    name = new.source.strip() or REGISTERED_HERE
    source, _ = Source.objects.get_or_create(agency_id=agency, name=name)
    if new.external_id and Firearm.objects.filter(source=source, external_id=new.external_id).exists():
        text = gettext("%(source)s already has a record under %(id)s.")
        raise Conflict(text % {"source": source.name, "id": new.external_id})
    row = Firearm.objects.create(
        number=_free_number(),
        agency_id=agency,
        source=source,
        external_id=new.external_id,
        make=new.make,
        model=new.model,
        calibre=new.calibre,
        type=new.type,
        country=new.country,
        year=new.year,
        control=new.control if new.components else None,
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
