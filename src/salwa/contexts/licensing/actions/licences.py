"""Licensing, actions, ¶37 ¶59 ¶64: suspend, put into force again, revoke, give back and change a licence."""

from django.utils.translation import gettext

from salwa.contexts.licensing.actions._deciding import write_terms
from salwa.contexts.licensing.actions._recording import faults_of_text, locked, record, refuse, today
from salwa.contexts.licensing.drafts import Measure, Terms
from salwa.contexts.licensing.models import Grounds, Licence, LicenceEvent
from salwa.contexts.licensing.policies import may_decide
from salwa.contexts.licensing.queries.packs import needed_kind
from salwa.contexts.licensing.rules import Event, EventKind
from salwa.platform.action import action
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault


@action("licensing.suspend", may=may_decide)
def suspend(*, actor: Actor, licence: Licence, measure: Measure) -> LicenceEvent:
    """Suspend a licence: it permits nothing until it is put into force again. Raises Refused without grounds."""
    return _measure(actor, licence, EventKind.SUSPENDED, measure)


@action("licensing.reinstate", may=may_decide)
def reinstate(*, actor: Actor, licence: Licence, measure: Measure) -> LicenceEvent:
    """Put a suspended licence into force again. Raises Refused where it is not suspended."""
    return _measure(actor, licence, EventKind.REINSTATED, measure)


@action("licensing.revoke", may=may_decide)
def revoke(*, actor: Actor, licence: Licence, measure: Measure) -> LicenceEvent:
    """Revoke a licence for good, on grounds, with what happens to the firearms.

    Raises:
        NotFound: there is no such licence that the actor may open.
        Refused: no grounds are given, or the holder has firearms and no day is said until when they are handed in.
    """
    return _measure(actor, licence, EventKind.REVOKED, measure)


@action("licensing.surrender", may=may_decide)
def surrender(*, actor: Actor, licence: Licence, measure: Measure) -> LicenceEvent:
    """Record that the holder gave the licence back: no suspicion follows from it.

    Raises:
        NotFound: there is no such licence that the actor may open.
        Refused: the holder has firearms and no day is said until when they are handed in or passed on.
    """
    return _measure(actor, licence, EventKind.SURRENDERED, measure)


@action("licensing.amend_conditions", may=may_decide)
def amend_conditions(*, actor: Actor, licence: Licence, terms: Terms, reason: str) -> LicenceEvent:
    """Change until when a licence holds, for how many firearms, or its own condition; what was stays readable.

    It may be made narrower at any time. For longer or for more than it was granted an application is taken in.

    Raises:
        NotFound: there is no such licence that the actor may open.
        Refused: it would be made wider, or no reason is given.
    """
    row = locked(actor, licence)
    faults = list(faults_of_text("condition", terms.condition))
    if not reason.strip():
        faults.append(Fault(0, "reason", gettext("Say why it is changed: the holder may ask.")))
    if _is_wider(row, terms):
        text = gettext("This would make the licence longer or wider: take in an application for it.")
        faults.append(Fault(0, "", text))
    refuse(faults)
    event = Event(
        ordinal=0,
        kind=EventKind.AMENDED,
        day=terms.decided_on or today(),
        valid_from=row.state.valid_from,
        valid_to=terms.valid_to,
        quota=terms.quota,
    )
    types = tuple(row.types.filter(ordinal=row.state.terms).values_list("type", flat=True))
    written = record(actor, row, event, text=reason)
    write_terms(row, written, needed_kind(actor, row.kind, row.granted_on), terms, types)
    return written


def _measure(actor: Actor, licence: Licence, kind: EventKind, measure: Measure) -> LicenceEvent:
    row = locked(actor, licence)
    faults = []
    if measure.grounds and measure.grounds not in Grounds.values:
        faults.append(Fault(0, "grounds", gettext("These grounds are not known.")))
    if measure.hand_in_by is not None and measure.hand_in_by < measure.day:
        faults.append(Fault(0, "hand_in_by", gettext("This day lies before the decision.")))
    refuse(faults)
    event = Event(ordinal=0, kind=kind, day=measure.day, hand_in_by=measure.hand_in_by)
    return record(actor, row, event, grounds=measure.grounds, text=measure.text)


def _is_wider(row: Licence, terms: Terms) -> bool:
    is_longer = row.state.valid_to is not None and (terms.valid_to is None or terms.valid_to > row.state.valid_to)
    is_more = row.state.quota is not None and (terms.quota is None or terms.quota > row.state.quota)
    return is_longer or is_more
