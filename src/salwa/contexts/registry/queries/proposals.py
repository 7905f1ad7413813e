"""Registry, queries, ¶29 ¶37: proposed transfers with their deadlines, and firearms that are due back or to leave."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from salwa.contexts.registry.answers import ConsentView, Due, ProposalView
from salwa.contexts.registry.models import Consent, Event, EventDetail, Firearm, Outcome, Proposal
from salwa.contexts.registry.policies import may_see_holders, visible_to
from salwa.contexts.registry.queries._agreements import asked_of, has_lapsed
from salwa.contexts.registry.queries._details import holder_text
from salwa.contexts.registry.queries._seen import seen_cards
from salwa.contexts.registry.wording import name_of
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

MOST: Final = 100
"""Proposals, or firearms due, of one page: the earliest deadlines."""
_FOR_A_TIME: Final = (Status.ON_LOAN, Status.IN_REPAIR, Status.TEMPORARILY_IMPORTED)
_RELATED: Final = (*("firearm", "entry", "end", "giver__company", "giver__agency", "taker__company", "taker__agency"),)


def proposals(actor: Actor) -> tuple[ProposalView, ...]:
    """Give the open proposals about firearms that the actor may open, the earliest deadline first."""
    wanted = Proposal.objects.filter(end=None, firearm__in=visible_to(actor)).select_related(*_RELATED)
    return _views(actor, list(wanted.order_by("expires", "pk")[:MOST]))


def proposal(actor: Actor, number: int) -> Proposal:
    """Give a proposal by its number. Raises NotFound where there is none about a firearm that the actor may open."""
    wanted = Proposal.objects.filter(pk=number, firearm__in=visible_to(actor)).select_related(*_RELATED)
    found = wanted.first()
    if found is None:
        raise NotFound(gettext("There is no proposal of that number that you may see."))
    return found


def view_of(actor: Actor, found: Proposal) -> ProposalView:
    """Give a proposal that :func:`proposal` gave, as its page shows it."""
    return _views(actor, [found])[0]


def due(actor: Actor) -> tuple[Due, ...]:
    """Give the firearms, of those the actor may open, that are due back or due to leave by a day; the earliest first.

    A day that has passed is no conflict: somebody asks, and records what came of it.
    """
    away = EventDetail.objects.filter(
        until__isnull=False,
        firearm__in=visible_to(actor),
        firearm__state__event=F("ordinal"),
        firearm__state__status__in=_FOR_A_TIME,
    )
    rows = list(away.select_related("firearm__source").order_by("until", "firearm_id")[:MOST])
    cards = seen_cards(actor, [row.firearm for row in rows])
    wanted = {(row.firearm_id, row.ordinal) for row in rows}
    events = Event.objects.filter(firearm__in=[firearm for firearm, _ in wanted])
    told = {
        (event.firearm_id, event.ordinal): event
        for event in events.select_related("holder__company", "holder__agency")
        if (event.firearm_id, event.ordinal) in wanted
    }
    today = timezone.now().date()
    return tuple(
        Due(
            record=cards[row.firearm_id].record,
            name=name_of(cards[row.firearm_id].make, cards[row.firearm_id].model),
            serial=cards[row.firearm_id].serial,
            kind=EventKind(told[row.firearm_id, row.ordinal].kind),
            until=row.until or date.max,
            with_whom=holder_text(told[row.firearm_id, row.ordinal].holder) if may_see_holders(actor) else "",
            days_over=(today - row.until).days if row.until else 0,
        )
        for row in rows
    )


def _views(actor: Actor, rows: list[Proposal]) -> tuple[ProposalView, ...]:
    cards = seen_cards(actor, _sources([row.firearm_id for row in rows]))
    said: dict[int, list[Consent]] = {row.pk: [] for row in rows}
    for one in Consent.objects.filter(proposal__in=rows):
        said[one.proposal_id].append(one)
    today = timezone.now().date()
    with_people = may_see_holders(actor)
    return tuple(
        _view(
            row,
            said[row.pk],
            today,
            with_people=with_people,
            record=cards[row.firearm_id].record,
            name=name_of(cards[row.firearm_id].make, cards[row.firearm_id].model),
        )
        for row in rows
    )


def _sources(firearms: Iterable[int]) -> list[Firearm]:
    return list(Firearm.objects.filter(pk__in=tuple(firearms)).select_related("source"))


def _view(
    row: Proposal, said: list[Consent], today: date, *, with_people: bool, record: str, name: str
) -> ProposalView:
    answers = {one.party: one for one in said}
    consents = tuple(
        ConsentView(
            party=party,
            is_given=answers[party].is_given if party in answers else None,
            reference=answers[party].reference if party in answers else "",
        )
        for party in asked_of(row)
    )
    outcome = Outcome(row.end.outcome) if hasattr(row, "end") else None
    is_complete = all(one.is_given for one in consents)
    return ProposalView(
        id=row.pk,
        record=record,
        name=name,
        kind=EventKind(row.kind),
        giver=holder_text(row.giver) if with_people else "",
        taker=holder_text(row.taker) if with_people else "",
        consents=consents,
        not_before=row.not_before,
        expires=row.expires,
        source=row.source,
        proposed_at=row.entry.recorded_at,
        proposed_by=row.entry.actor_name,
        reason=row.entry.reason,
        until=row.until,
        reference=row.reference,
        permit=row.permit,
        outcome=outcome,
        has_lapsed=outcome is None and has_lapsed(row, today),
        may_be_carried_out=outcome is None and is_complete and row.not_before <= today <= row.expires,
    )
