"""Registry, queries, ¶29 ¶37: what a proposed transfer still asks for, whoever asks; masking is the caller's work."""

from datetime import date

from salwa.contexts.registry.models import Consent, Firearm, Party, Proposal


def open_on(firearm: Firearm) -> Proposal | None:
    """Give the proposal about a firearm that has not ended; its last day may have passed."""
    return Proposal.objects.filter(firearm=firearm, end=None).order_by("-pk").first()


def asked_of(proposal: Proposal) -> tuple[Party, ...]:
    """Give the sides whose consent the State asks."""
    asked = ((Party.GIVER, proposal.asks_giver), (Party.TAKER, proposal.asks_taker))
    return tuple(party for party, is_asked in asked if is_asked)


def still_asked_of(proposal: Proposal) -> tuple[Party, ...]:
    """Give the sides that have not consented yet."""
    given = set(Consent.objects.filter(proposal=proposal, is_given=True).values_list("party", flat=True))
    return tuple(party for party in asked_of(proposal) if party not in given)


def has_lapsed(proposal: Proposal, today: date) -> bool:
    """Whether the last day on which the consents count has passed."""
    return proposal.expires < today
