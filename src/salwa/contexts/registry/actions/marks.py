"""Registry, actions, ¶28 ¶63: add a mark, or withdraw a wrongly recorded one for the right one."""

from django.utils.translation import gettext

from salwa.contexts.registry.actions._checking import check_marks
from salwa.contexts.registry.actions._recording import locked, write_marks
from salwa.contexts.registry.drafts import NewMark
from salwa.contexts.registry.events import MarksChanged
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Component, Firearm, Mark, Withdrawal
from salwa.contexts.registry.policies import may_keep
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


@action("registry.add_mark", may=may_keep)
def add_mark(*, actor: Actor, firearm: Firearm, mark: NewMark, reason: str = "") -> Mark:
    """Add a mark that stands on the firearm and was not on record. Raises Refused where it cannot be kept."""
    held = locked(actor, firearm)
    _check(held, mark)
    row = write_marks(held, [mark])[0]
    add_delta([held.pk])
    this_entry().note(record=held.pk, mark=row.ordinal, kind=mark.kind.value)
    this_entry().announce(MarksChanged(held.pk))
    return row


@action("registry.correct_mark", may=may_keep)
def correct_mark(*, actor: Actor, firearm: Firearm, ordinal: int, mark: NewMark | None, reason: str) -> Mark | None:
    """Withdraw a mark that was recorded wrongly and put the right one beside it; None where there was none.

    The withdrawn mark stays readable, and is searched no more.

    Raises:
        NotFound: the firearm has no such mark, or it was withdrawn already.
        Refused: the right mark cannot be kept.
    """
    held = locked(actor, firearm)
    known = Mark.objects.filter(firearm=held, ordinal=ordinal).exists()
    if not known or Withdrawal.objects.filter(firearm=held, ordinal=ordinal).exists():
        raise NotFound(gettext("The record has no mark %(number)s that could be corrected.") % {"number": ordinal})
    Withdrawal.objects.create(firearm=held, ordinal=ordinal, entry_id=this_entry().id)
    row = None
    if mark is not None:
        _check(held, mark)
        row = write_marks(held, [mark])[0]
    add_delta([held.pk])
    this_entry().note(record=held.pk, before=ordinal, after=None if row is None else row.ordinal)
    this_entry().announce(MarksChanged(held.pk))
    return row


def _check(firearm: Firearm, mark: NewMark) -> None:
    check_marks([mark], components=Component.objects.filter(firearm=firearm).count(), control=firearm.control)
