"""Retention, policies: who sees what is due, who proposes, who decides, who places holds and takes records over.

Who persons were belongs to no agency, so only those who keep or audit the register of the whole State come here.
"""

from typing import Final

from salwa.contexts.identity.public import Role, sees_all_agencies
from salwa.platform.actor import Actor

SEEING: Final = frozenset({Role.REGISTRAR, Role.AUDITOR})
KEEPING: Final = frozenset({Role.REGISTRAR})


def may_see(actor: Actor) -> bool:
    """Registrars and auditors of the whole State see what is due, held, proposed, erased and taken over."""
    return bool(actor.roles & SEEING) and sees_all_agencies(actor)


def may_compare(actor: Actor) -> bool:
    """Who sees erasures, or administers the node, holds what lost its personal data against them; by number only."""
    return may_see(actor) or Role.ADMINISTRATOR in actor.roles


def may_propose(actor: Actor) -> bool:
    """Registrars of the whole State propose what is to be erased, and take over records."""
    return bool(actor.roles & KEEPING) and sees_all_agencies(actor)


def may_decide(actor: Actor) -> bool:
    """Auditors and registrars of the whole State carry out or turn down; never their own proposal (rules.py)."""
    return may_see(actor)


def may_hold(actor: Actor) -> bool:
    """Registrars and auditors of the whole State place, review and lift holds; never lift their own (rules.py)."""
    return may_see(actor)
