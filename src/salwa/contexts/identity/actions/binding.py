"""Identity, actions, ¶29: bind rows of record that no entry binds, as they are now."""

from django.utils.translation import gettext

from salwa.contexts.identity.policies import administers_all
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused
from salwa.platform.ledger.adopting import order, unbound


@action("identity.bind_rows", may=administers_all)
def bind_rows(*, actor: Actor, reason: str) -> dict[str, int]:
    """Bind the rows that stood there before rows were bound; give how many of each table.

    Only the State's administrators do, and say why: what somebody put in by hand is bound with the rest. Raises Refused
    where no reason is given.
    """
    if not reason.strip():
        raise Refused(gettext("Say why these rows are bound only now: with --reason; the ledger keeps it."))
    drawn = order()
    batches = unbound()
    counts: dict[str, int] = {}
    for batch in batches:
        counts[batch.table] = counts.get(batch.table, 0) + len(batch.keys)
    this_entry().bind(batches, order=drawn)
    this_entry().note(rows=sum(counts.values()))
    return counts
