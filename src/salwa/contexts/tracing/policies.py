"""Tracing, policies, ¶29: who may put marks to the register."""

from salwa.contexts.registry.public import may_search
from salwa.platform.actor import Actor


def may_identify(actor: Actor) -> bool:
    """Whoever opens records may ask which record marks mean; what each may then open is the register's policy."""
    return may_search(actor)
