"""Identity, policies: who may add users, give roles, set passwords and issue tokens."""

from salwa.contexts.identity.rules import Role
from salwa.platform.actor import Actor

NODE = 0
"""The actor id of the node itself."""


def may_administer(actor: Actor) -> bool:
    """Administrators add agencies and users, and give and end roles."""
    return Role.ADMINISTRATOR in actor.roles


def may_set_password(actor: Actor, username: str) -> bool:
    """Everybody sets the own password; administrators set anybody's."""
    return actor.actor_name == username.strip().lower() or may_administer(actor)


def may_issue_token(actor: Actor, username: str) -> bool:
    """Everybody issues tokens for the own user; administrators for anybody."""
    return actor.actor_name == username.strip().lower() or may_administer(actor)


def may_keep_the_gate(actor: Actor) -> bool:
    """The node itself counts the sign-ins that it refuses."""
    return actor.actor_id == NODE


def may_list_users(actor: Actor) -> bool:
    """Administrators and auditors see who the users are and what they may do."""
    return bool(actor.roles & {Role.ADMINISTRATOR, Role.AUDITOR})
