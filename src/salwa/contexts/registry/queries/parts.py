"""Registry, queries, ¶64: which part and which mark somebody means, and the version of a record that a form was for."""

from django.utils.translation import gettext

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.policies import may_open
from salwa.contexts.registry.queries._lives import families
from salwa.contexts.registry.queries._parts import in_their_order
from salwa.contexts.registry.queries._placed import Name, seats
from salwa.contexts.registry.queries._versions import check_count, count_of
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

__all__ = ["check_count", "mark_named", "part_named", "version_of"]


def part_named(actor: Actor, firearm: Firearm, key: str) -> Name:
    """Give the part of a firearm that a form or a command names by the ``key`` of its view.

    Raises:
        NotFound: the firearm has no such part now, or the actor may not open it.
    """
    if may_open(actor, firearm):
        members = families([firearm.pk])[firearm.pk]
        found = dict(in_their_order(seats(members), firearm.pk, members))
        if key in found:
            return found[key].name
    raise NotFound(gettext("This weapon has no such part now."))


def mark_named(actor: Actor, firearm: Firearm, key: str, ordinal: int) -> Name:
    """Give the name for good of a mark on a part: the firearm it was recorded under, and its ordinal there.

    Raises as :func:`part_named` does.
    """
    return Name(part_named(actor, firearm, key).of, ordinal)


def version_of(actor: Actor, firearm: Firearm) -> str:
    """Give what changes with every event of a record that the actor has opened, and with every correction of it."""
    return count_of(firearm.pk) if may_open(actor, firearm) else ""
