"""Registry, queries: what is told of events beside time and place, whoever asks."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from salwa.contexts.registry.answers import LineDetail
from salwa.contexts.registry.models import Certificate, EventAnswer, EventDetail, Holder, HolderKind, Method, Witness
from salwa.contexts.registry.queries._told import Beside

Place = tuple[int, int]
"""Firearm and ordinal of a stored event."""


def details_of(firearms: Collection[int], beside: Beside, *, with_people: bool) -> dict[Place, LineDetail]:
    """Give what is told beside the events of some firearms; of most events that is nothing.

    ``beside`` says what there is at all. ``with_people`` False leaves out givers and witnesses.
    """
    if not (beside.details or beside.certificates or beside.answers or beside.witnesses):
        return {}
    found: defaultdict[Place, LineDetail] = defaultdict(LineDetail)
    related = ("giver__company", "giver__agency")
    details = EventDetail.objects.filter(firearm__in=firearms).select_related(*related) if beside.details else ()
    for row in details:
        found[row.firearm_id, row.ordinal] = LineDetail(
            giver=holder_text(row.giver) if with_people else "",
            until=row.until,
            reference=row.reference,
            consignment=row.consignment,
            permit=row.permit,
            method=Method(row.method),
        )
    for paper in Certificate.objects.filter(firearm__in=firearms) if beside.certificates else ():
        place = paper.firearm_id, paper.ordinal
        told = (paper.number, paper.issuer, paper.issued_on, paper.standard)
        found[place] = replace(found[place], certificate=told)
    answers = EventAnswer.objects.filter(firearm__in=firearms).order_by("name")
    columns = ("firearm_id", "ordinal", "name", "value")
    for firearm, ordinal, name, value in answers.values_list(*columns) if beside.answers else ():
        place = firearm, ordinal
        found[place] = replace(found[place], answers=(*found[place].answers, (name, value)))
    if with_people and beside.witnesses:
        for witness in Witness.objects.filter(firearm__in=firearms).order_by("position"):
            place = witness.firearm_id, witness.ordinal
            found[place] = replace(found[place], witnesses=(*found[place].witnesses, witness.name))
    return dict(found)


def holder_text(holder: Holder | None) -> str:
    """Name an agency or a company; a person is only told to be one (the identity is asked for with a reason)."""
    if holder is None:
        return ""
    if holder.kind == HolderKind.AGENCY and holder.agency is not None:
        return holder.agency.name
    if holder.kind == HolderKind.LEGAL_PERSON:
        return holder.company.name
    return str(HolderKind.NATURAL_PERSON.label)
