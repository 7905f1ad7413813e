"""Licensing, actions, ¶37 ¶59: in which capacity somebody has licences, and where."""

from datetime import date

from django.utils.translation import gettext

from salwa.contexts.licensing.actions._recording import (
    faults_of_day,
    faults_of_text,
    refuse,
    today,
    write_words,
)
from salwa.contexts.licensing.drafts import NewPremises
from salwa.contexts.licensing.models import Category, Licensee, Part, Premises
from salwa.contexts.licensing.policies import licensees, may_decide, premises
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import HolderKind, NewHolder
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound

LONGEST_LABEL = 60


@action("licensing.open_file", may=may_decide)
def open_file(
    *, actor: Actor, holder: NewHolder, category: Category, held_from: date | None = None, reason: str = ""
) -> Licensee:
    """Put somebody on record as a holder, in a capacity from a day on (None is today): who applies for a first licence.

    Raises:
        Refused: a name or a year is missing or wrong, or the capacity is not one for such a holder.
    """
    row = registry.register_holder(actor=actor, holder=holder)
    found = add_category(actor=actor, holder=row.pk, category=category, held_from=held_from)
    this_entry().note(holder=row.pk, licensee=found.pk)
    return found


@action("licensing.add_category", may=may_decide)
def add_category(
    *, actor: Actor, holder: int, category: Category, held_from: date | None = None, reason: str = ""
) -> Licensee:
    """Put on record that a holder is a dealer, a collector, a club …, from a day on; None is today.

    Raises:
        NotFound: there is no such holder.
        Conflict: it is on record already.
        Refused: a person is entered as an agency, or an agency as something else.
    """
    view = registry.holders_by_id(actor, [holder]).get(holder)
    if view is None:
        raise NotFound(gettext("There is no such holder."))
    begins = held_from or today()
    faults = list(faults_of_day("held_from", begins))
    is_agency = view.kind is HolderKind.AGENCY
    if is_agency != (category == Category.AGENCY):
        faults.append(Fault(0, "category", gettext("An agency of the State is an agency, and nobody else is.")))
    if view.kind is HolderKind.LEGAL_PERSON and category == Category.PERSON:
        faults.append(Fault(0, "category", gettext("A company is no person: say what it does.")))
    refuse(faults)
    if licensees(actor).filter(holder=holder, category=category, agency=actor.agency_id, ended=None).exists():
        raise Conflict(gettext("This is on record already."))
    row = Licensee.objects.create(
        holder_id=holder,
        agency_id=actor.agency_id,
        entry_id=this_entry().id,
        category=category,
        held_from=begins,
    )
    this_entry().note(holder=holder, category=str(category), licensee=row.pk)
    return row


@action("licensing.end_category", may=may_decide)
def end_category(*, actor: Actor, licensee: int, held_to: date, reason: str) -> Licensee:
    """Put on record that a holder is no longer a dealer, a club … Its licences stay as they are.

    Raises:
        NotFound: there is no such record that the actor may open, or it has ended.
        Refused: the day lies before the first, or has not come.
    """
    row = licensees(actor).select_for_update(of=("self",)).filter(pk=licensee, ended=None).first()
    if row is None:
        raise NotFound(gettext("There is no such record that you may open."))
    faults = list(faults_of_day("held_to", held_to))
    if held_to < row.held_from:
        faults.append(Fault(0, "held_to", gettext("It began later than that.")))
    refuse(faults)
    row.held_to, row.ended_id = held_to, this_entry().id
    row.save(update_fields=["held_to", "ended"])
    this_entry().note(holder=row.holder_id, category=row.category, licensee=row.pk)
    return row


@action("licensing.add_premises", may=may_decide)
def add_premises(*, actor: Actor, holder: int, place: NewPremises, reason: str = "") -> Premises:
    """Put on record where a holder keeps, sells or repairs firearms. The address stands apart and on no list.

    Raises:
        NotFound: there is no such holder.
        Refused: the place has no name of its own, or a text cannot be kept.
    """
    if holder not in registry.holders_by_id(actor, [holder]):
        raise NotFound(gettext("There is no such holder."))
    faults = [*faults_of_text("label", place.label, LONGEST_LABEL), *faults_of_text("address", place.address)]
    if not place.label.strip():
        faults.append(Fault(0, "label", gettext("Say how it is told from the holder's other places.")))
    refuse(faults)
    row = Premises.objects.create(
        holder_id=holder,
        agency_id=actor.agency_id,
        entry_id=this_entry().id,
        kind=place.kind,
        label=place.label.strip(),
    )
    write_words(holder, Part.ADDRESS, place.address)
    this_entry().note(holder=holder, premises=row.pk)
    return row


@action("licensing.close_premises", may=may_decide)
def close_premises(*, actor: Actor, place: int, reason: str) -> Premises:
    """Put on record that a place is no longer in use. Raises NotFound."""
    row = premises(actor).select_for_update(of=("self",)).filter(pk=place).first()
    if row is None:
        raise NotFound(gettext("There is no such place that you may open."))
    row.closed_id = this_entry().id
    row.save(update_fields=["closed"])
    this_entry().note(holder=row.holder_id, premises=row.pk)
    return row
