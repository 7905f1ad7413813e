"""Identity, policies: who may add users, give roles, set passwords and issue tokens, and in which agencies."""

from typing import Final

from django.db import connection

from salwa.contexts.identity.models import Agency, User
from salwa.contexts.identity.rules import NATIONAL_KINDS, AgencyKind, Role, typed_name
from salwa.platform.actor import Actor

NODE = 0
"""The actor id of the node itself."""
PARTS: Final = """
WITH RECURSIVE part (id) AS (
    SELECT %(agency)s::bigint
    UNION
    SELECT agency.id FROM identity_agency agency JOIN part ON agency.parent_id = part.id)
SELECT id FROM part
"""
"""An agency and its parts, as SQL that others put into theirs; written out, because every read of records asks it."""


def agencies_of(actor: Actor) -> frozenset[int]:
    """Return the actor's agency and every agency that is part of it, however deep."""
    with connection.cursor() as cursor:
        cursor.execute(PARTS, {"agency": actor.agency_id})
        return frozenset(agency for (agency,) in cursor.fetchall())


def may_administer(actor: Actor) -> bool:
    """Administrators add agencies and users, and give and end roles: each in the agencies it administers."""
    return Role.ADMINISTRATOR in actor.roles


def administers_all(actor: Actor) -> bool:
    """Whether the actor administers the whole State: the administrators of its registry and tracing desk, the node."""
    if not may_administer(actor):
        return False
    return actor.actor_id == NODE or Agency.objects.filter(pk=actor.agency_id, kind__in=NATIONAL_KINDS).exists()


def may_administer_agency(actor: Actor, agency: Agency) -> bool:
    """Administrators of another agency than those administer their own and its parts."""
    return may_administer(actor) and (administers_all(actor) or agency.pk in agencies_of(actor))


def may_administer_user(actor: Actor, username: str) -> bool:
    """Whether the actor administers the agency of a user; of a name that nobody has, whether it administers any."""
    if not may_administer(actor):
        return False
    agency = User.objects.filter(username=typed_name(username)).values_list("agency_id", flat=True).first()
    return agency is None or administers_all(actor) or agency in agencies_of(actor)


def may_give_role(actor: Actor, username: str) -> bool:
    """Nobody gives a role to oneself: another administrator does."""
    return may_administer_user(actor, username) and not _is_own(actor, username)


def may_add_agency(actor: Actor, kind: AgencyKind, parent: Agency | None) -> bool:
    """Agencies for the whole State and those that are part of none are added by who administers all."""
    if administers_all(actor):
        return True
    return parent is not None and kind not in NATIONAL_KINDS and may_administer_agency(actor, parent)


def may_set_password(actor: Actor, username: str) -> bool:
    """Everybody sets the own password; administrators those of the users whom they administer."""
    return _is_own(actor, username) or may_administer_user(actor, username)


def may_choose_language(actor: Actor, username: str) -> bool:
    """Everybody chooses the own language, and nobody that of another."""
    return _is_own(actor, username)


def may_issue_token(actor: Actor, username: str) -> bool:
    """Everybody issues tokens for the own user; administrators for the users whom they administer."""
    return _is_own(actor, username) or may_administer_user(actor, username)


def may_keep_the_gate(actor: Actor) -> bool:
    """The node itself counts the sign-ins that it refuses."""
    return actor.actor_id == NODE


def may_list_users(actor: Actor) -> bool:
    """Administrators and auditors see who the users are and what they may do, each in the agencies it is there for."""
    return bool(actor.roles & {Role.ADMINISTRATOR, Role.AUDITOR})


def _is_own(actor: Actor, username: str) -> bool:
    return actor.actor_name == typed_name(username)
