"""Registry, action, ¶29: an agency closes its records to other agencies, or opens them."""

from salwa.contexts.registry.models import AgencyHoldings
from salwa.contexts.registry.policies import may_close_holdings
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@action("registry.close_holdings", may=may_close_holdings)
def close_holdings(*, actor: Actor, is_closed: bool, reason: str = "") -> AgencyHoldings:
    """Say whether officers of other agencies see the records of the actor's agency.

    Closed, they still learn that a record fits their marks, how well, and which agency to ask.
    """
    held, _ = AgencyHoldings.objects.update_or_create(agency_id=actor.agency_id, defaults={"closed": is_closed})
    this_entry().note(agency=actor.agency_id, closed=is_closed)
    return held
