"""Registry, queries, ¶29: find a holder by its identifier, or a company by its name."""

from uuid import UUID

from django.utils.translation import gettext

from salwa.contexts.registry.models import Holder, HolderKind, LegalPerson
from salwa.contexts.registry.policies import may_see_holders
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def holder_by_uuid(actor: Actor, identifier: str | UUID) -> Holder:
    """Give the holder of an identifier. Raises NotFound, also where the actor may see no holders."""
    try:
        wanted = identifier if isinstance(identifier, UUID) else UUID(identifier.strip())
    except ValueError:
        wanted = None
    found = Holder.objects.filter(uuid=wanted).first() if wanted is not None and may_see_holders(actor) else None
    if found is None:
        raise NotFound(gettext("There is no holder of that identifier. Copy it whole from the holder's record."))
    return found


def company_named(actor: Actor, name: str, registration_number: str = "") -> Holder | None:
    """Give the one company of a name and, where it is given, a registration number; None where none or several are."""
    if not may_see_holders(actor):
        return None
    named = LegalPerson.objects.select_related("holder").filter(name__iexact=name.strip())
    if registration_number:
        named = named.filter(registration_number=registration_number.strip())
    found = list(named[:2])
    return found[0].holder if len(found) == 1 and found[0].holder.kind == HolderKind.LEGAL_PERSON else None
