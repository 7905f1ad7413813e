"""Marking, actions, ¶28 ¶63: put firearms together that are to be marked."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.marking.actions._checking import faults_of_text, refuse
from salwa.contexts.marking.drafts import NewConsignment
from salwa.contexts.marking.models import Consignment, ConsignmentLine
from salwa.contexts.marking.policies import may_plan, may_plan_for
from salwa.contexts.registry import public as registry
from salwa.kernel import vocabularies
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound, Refused

MOST: Final = 10_000
"""Firearms that are added at once."""


@action("marking.open_consignment", may=may_plan)
def open_consignment(*, actor: Actor, consignment: NewConsignment, reason: str = "") -> Consignment:
    """Open a consignment of the actor's agency. Raises Refused where it cannot be kept, Conflict for a known name."""
    reference = " ".join(consignment.reference.split())
    faults = [*faults_of_text("reference", reference, 60, is_needed=True)]
    if consignment.country and vocabularies.countries().get(consignment.country) is None:
        faults.append(Fault(0, "country", gettext("this is no country")))
    name, number = (one.strip() for one in consignment.importer)
    importer = registry.company_named(actor, name, number) if name else None
    if importer is None and (name or number):
        told = gettext("no company on record, or more than one, goes by this: give its registration number, too")
        faults.append(Fault(0, "importer", told))
    refuse(faults)
    if Consignment.objects.filter(agency_id=actor.agency_id, reference=reference).exists():
        text = gettext("Your agency has a consignment %(reference)s already: open it, or take another reference.")
        raise Conflict(text % {"reference": reference})
    row = Consignment.objects.create(
        use=consignment.use,
        agency_id=actor.agency_id,
        reference=reference,
        country=consignment.country,
        importer=importer,
        arrived=consignment.arrived,
        entry_id=this_entry().id,
    )
    this_entry().note(consignment=row.pk, use=row.use)
    return row


@action("marking.add_to_consignment", may=may_plan_for)
def add_to_consignment(
    *, actor: Actor, consignment: Consignment, records: Sequence[str] = (), source: str = "", reason: str = ""
) -> int:
    """Add registered firearms, by their record numbers or all of a ``source`` that was loaded; give how many are new.

    A firearm that is in the consignment already is passed over.

    Raises:
        Refused: a record is not found, by its line; or nothing was named.
    """
    held = Consignment.objects.select_for_update().get(pk=consignment.pk)
    found = _found(actor, [one.strip() for one in records])
    if source.strip():
        loaded = registry.firearms_of_source(actor, source.strip(), most=MOST + 1)
        if not loaded:
            text = gettext("Your agency has no records of the source %(source)s. Load the file first, under that name.")
            raise Refused([Fault(0, "source", text % {"source": source.strip()})])
        found += loaded
    rows = list({row.pk: row for row in found}.values())
    if not rows or len(rows) > MOST:
        text = gettext("Name 1 to %(most)s firearms: by their record numbers, or by the source they were loaded from.")
        raise Refused(text % {"most": MOST})
    known = set(ConsignmentLine.objects.filter(consignment=held).values_list("firearm_id", flat=True))
    cards = registry.cards_of(actor, rows)
    new = [row for row in rows if row.pk not in known]
    ConsignmentLine.objects.bulk_create(
        ConsignmentLine(
            consignment=held,
            ordinal=at,
            firearm=row,
            described=_described(cards[row.pk]),
            entry_id=this_entry().id,
        )
        for at, row in enumerate(new, start=len(known) + 1)
    )
    this_entry().note(consignment=held.pk, added=len(new))
    return len(new)


def _found(actor: Actor, records: Sequence[str]) -> list[registry.Firearm]:
    found, faults = [], []
    for line, name in enumerate(records[: MOST + 1], start=1):
        if not name:
            continue
        try:
            found.append(registry.firearm(actor, name))
        except (NotFound, Refused) as error:
            faults.append(Fault(line, "record", error.detail))
    refuse(faults)
    return found


def _described(card: registry.Card) -> str:
    """Give what a firearm is called on the bench: make, model and serial, as its record has them."""
    name = registry.name_of(card.make or card.make_as_marked, card.model or card.model_as_marked)
    return " · ".join(part for part in (name, card.calibre, card.serial) if part)[:200]
