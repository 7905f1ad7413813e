"""Identity, papers, ¶29: who hands a paper out: the State, the node, the agency and the officer."""

from django.utils.translation import pgettext

from salwa.contexts.identity.queries import agency_name
from salwa.kernel.vocabularies import countries
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.papers import Issuer


def issuer_of(actor: Actor) -> Issuer:
    """Give who issues a paper that ``actor`` prints on this node; the State is named in the language of now."""
    node = home.current().node()
    country = countries().exact(node.state)
    return Issuer(
        state=node.state,
        state_name=pgettext("country", country.name) if country is not None else node.state,
        node=node.name,
        agency=agency_name(actor.agency_id),
        officer=actor.actor_name,
    )
