"""Registry, actions, ¶64: say which calibres a weapon takes beside its main one, by itself or by one of its parts."""

from django.db.models import Q
from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import faults_of_code, refuse
from salwa.contexts.registry.actions._moving import host
from salwa.contexts.registry.actions._recording import locked
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import CalibreOf, Firearm
from salwa.contexts.registry.policies import may_keep
from salwa.contexts.registry.queries._placed import Name
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound


@action("registry.add_calibre", may=may_keep)
def add_calibre(
    *, actor: Actor, firearm: Firearm, calibre: int, part: Name | None = None, reason: str = ""
) -> CalibreOf:
    """Record a further calibre of a weapon; with ``part``, one that it takes by that part, wherever the part is fitted.

    Raises:
        Refused: the calibre is not in the vocabulary.
        NotFound: the weapon has no such part.
        Conflict: this calibre is on record already.
    """
    held = locked(actor, firearm)
    faults = list(faults_of_code("calibres", calibre, "calibre"))
    refuse(faults or ([] if calibre else [Fault(0, "calibre", gettext("say which calibre"))]))
    if part is not None:
        host(held).seat(part)
    owner, component = (held.pk, None) if part is None else (part.of, part.ordinal)
    known = CalibreOf.objects.filter(firearm_id=owner, component=component, calibre=calibre, withdrawn=None)
    if known.exists() or (part is None and held.calibre == calibre):
        raise Conflict(gettext("This calibre is on record already."))
    row = CalibreOf.objects.create(firearm_id=owner, component=component, calibre=calibre, entry_id=this_entry().id)
    add_delta([held.pk])
    this_entry().note(record=held.pk, calibre=calibre, component=component)
    return row


@action("registry.withdraw_calibre", may=may_keep)
def withdraw_calibre(*, actor: Actor, firearm: Firearm, calibre: int, reason: str) -> None:
    """Withdraw a further calibre of a weapon that was recorded wrongly. Raises NotFound where it has none such."""
    held = locked(actor, firearm)
    mine = Q(firearm=held, component=None)
    for seat in host(held).seats:
        mine |= Q(firearm_id=seat.of, component=seat.ordinal)
    if not CalibreOf.objects.filter(mine, calibre=calibre, withdrawn=None).update(withdrawn_id=this_entry().id):
        raise NotFound(gettext("This calibre is not among the further ones of the weapon."))
    add_delta([held.pk])
    this_entry().note(record=held.pk, calibre=calibre)
