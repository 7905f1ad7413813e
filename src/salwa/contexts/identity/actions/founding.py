"""Identity, actions, ¶30: the first agencies and users of a new node."""

from dataclasses import dataclass

from salwa.contexts.identity.actions.agencies import add_agency
from salwa.contexts.identity.actions.users import add_user
from salwa.contexts.identity.policies import may_administer
from salwa.contexts.identity.queries import agency_by_name, missing_at_founding
from salwa.contexts.identity.rules import FIRST_AGENCIES, FIRST_USERS, Role
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Founder:
    """The node itself, while it is founded: nobody has signed in yet who could."""

    actor_id: int = 0
    actor_name: str = "salwa init"
    agency_id: int = 0
    roles: frozenset[str] = frozenset({Role.ADMINISTRATOR})


@action("identity.found", may=may_administer)
def found(*, actor: Actor) -> None:
    """Add the agencies and users that every node begins with, where they are missing.

    The users have no password: nobody can sign in from outside until ``salwa user password`` has set one.
    """
    missing = missing_at_founding()
    for agency in FIRST_AGENCIES:
        if agency.name in missing:
            add_agency(actor=actor, name=agency.name, kind=agency.kind)
    for user in FIRST_USERS:
        if user.username in missing:
            add_user(
                actor=actor,
                username=user.username,
                display_name=user.display_name,
                agency=agency_by_name(user.agency),
                roles=user.roles,
            )
    this_entry().note(added=len(missing))
