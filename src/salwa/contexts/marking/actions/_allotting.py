"""Marking, actions: open a series, give numbers of it, and plan them for firearms."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_name
from salwa.contexts.marking.models import Allotment, ConsignmentLine, Job, Machine, PlannedMark, Series, Use
from salwa.contexts.marking.policies import machines_visible_to
from salwa.contexts.marking.queries.packs import scheme_now
from salwa.contexts.marking.rules import composing
from salwa.contexts.marking.rules.accounting import Run
from salwa.platform.action import this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound, Refused


def series_for(actor: Actor, use: Use, unit: str) -> Series:
    """Give the series of today's marks of a use, opening it where it is the first; locked until the action ends.

    Raises:
        Refused: the State has no scheme for the use, or the unit cannot stand in a mark.
        Conflict: another scheme gave these very marks before.
    """
    day = timezone.localdate(this_entry().recorded_at)
    scheme, edition = scheme_now(actor, use, day)
    has_unit = composing.uses(scheme, "unit")
    if has_unit and not composing.is_unit(unit):
        text = gettext("marks of this use name the unit: one to eight capitals and digits")
        raise Refused([Fault(0, "unit", text)])
    has_year = composing.uses(scheme, "year") or composing.uses(scheme, "year2")
    year, unit = day.year if has_year else 0, unit if has_unit else ""
    row, _is_new = Series.objects.get_or_create(
        stem=composing.stem(scheme, year, unit),
        defaults={
            "use": use,
            "year": year,
            "unit": unit,
            "edition": edition,
            "template": scheme.template,
            "country": scheme.country,
            "alphabet": scheme.alphabet,
            "digits": scheme.digits,
            "check_rule": scheme.check,
            "height_mm": scheme.height_mm,
            "depth_mm": scheme.depth_mm,
            "place": scheme.place,
            "metal_plate": scheme.metal_plate,
            "separate_mark": scheme.separate_mark,
            "machine_readable": scheme.machine_readable,
            "entry_id": this_entry().id,
        },
    )
    if (row.alphabet, row.check_rule) != (scheme.alphabet, scheme.check):
        text = gettext(
            "The series %(stem)s was begun by another scheme and would give the same marks: change the pack."
        )
        raise Conflict(text % {"stem": row.stem})
    return Series.objects.select_for_update().get(pk=row.pk)


def allot(series: Series, job: Job, count: int) -> Run:
    """Give the next numbers of a locked series to a job. Raises Refused where the series has not so many left."""
    last = Allotment.objects.filter(series=series).aggregate(last=Max("last"))["last"] or 0
    left = series.capacity - last
    if not 1 <= count <= left:
        text = gettext("The series %(stem)s has %(left)s numbers left, and %(count)s are asked for.")
        raise Refused(text % {"stem": series.stem, "left": left, "count": count})
    run = Run(last + 1, last + count)
    Allotment.objects.create(series=series, job=job, first=run.first, last=run.last, entry_id=this_entry().id)
    this_entry().note(series=series.pk, job=job.pk, first=run.first, last=run.last)
    return run


def plan(job: Job, series: Series, run: Run, lines: Sequence[ConsignmentLine]) -> None:
    """Plan the numbers of a run for firearms, in their order."""
    PlannedMark.objects.bulk_create(
        PlannedMark(
            job=job,
            number=number,
            firearm_id=line.firearm_id,
            component=line.firearm.control,
            part=series.place,
            is_doubled=series.separate_mark,
            described=line.described,
            entry_id=this_entry().id,
        )
        for number, line in zip(range(run.first, run.last + 1), lines, strict=True)
    )


def agency_for(actor: Actor, agency_id: int | None) -> int:
    """Give the agency that marks: the named one, else the actor's own. Raises NotFound where there is none."""
    if agency_id is None:
        return actor.agency_id
    agency_name(agency_id)
    return agency_id


def machine_for(actor: Actor, machine_id: int | None, agency_id: int) -> Machine | None:
    """Give the machine of a plan; None by hand. Raises NotFound, Refused where it stands with another agency."""
    if machine_id is None:
        return None
    found = machines_visible_to(actor).filter(pk=machine_id).first()
    if found is None:
        raise NotFound(gettext("There is no marking machine of that number that you may see."))
    if found.agency_id != agency_id:
        raise Refused([Fault(0, "machine", gettext("this machine stands with another agency than the one that marks"))])
    return found
