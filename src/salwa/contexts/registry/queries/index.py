"""Registry, queries, ¶29: how the identification index stands."""

from salwa.contexts.registry.indexing import building
from salwa.contexts.registry.indexing.building import IndexStatus
from salwa.contexts.registry.policies import may_rebuild, may_search
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed


def index_status(actor: Actor) -> IndexStatus:
    """Say what the index is made of and whether its files are whole.

    Raises:
        NotAllowed: the actor neither searches nor rebuilds it.
    """
    if not (may_search(actor) or may_rebuild(actor)):
        raise NotAllowed
    return building.status()
