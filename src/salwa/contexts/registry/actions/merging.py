"""Registry, actions, ¶29: show two records of one firearm as one, and undo it. Nothing is lost either way."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from salwa.contexts.registry.actions._recording import lock_all, settle
from salwa.contexts.registry.events import RecordsMerged
from salwa.contexts.registry.indexing.rows import add_delta
from salwa.contexts.registry.models import Finding, FindingKind, Firearm, Merge
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_merge
from salwa.contexts.registry.queries._seen import told_name
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound, Refused


@action("registry.merge_firearms", may=may_merge)
def merge_firearms(*, actor: Actor, survivor: Firearm, absorbed: Firearm, reason: str) -> Merge:
    """Show ``absorbed`` under ``survivor`` from now on: one history, one state, found under one number.

    Both rows, their marks and events stay as they are. Findings that the two are perhaps one firearm are closed until
    the merge is undone. The actor must be one who may open both.

    Raises:
        Refused: the two are the same record, or no reason is given.
        Conflict: one of them is part of another merge that would have to be undone first.
    """
    if survivor.pk == absorbed.pk:
        raise Refused(gettext("This is one and the same record."))
    if not reason.strip():
        raise Refused(gettext("Say why the two records are one firearm: somebody will ask."))
    lock_all([survivor, absorbed])
    _check_alone(actor, survivor, absorbed)
    merge = Merge.objects.create(survivor=survivor, absorbed=absorbed, entry_id=this_entry().id)
    _doubts(survivor, absorbed).filter(closed=None).update(closed_id=this_entry().id)
    state = settle(survivor.pk)
    add_delta([survivor.pk])
    this_entry().note(survivor=survivor.pk, absorbed=absorbed.pk, after=state.status.name.lower())
    this_entry().announce(RecordsMerged(survivor.pk, absorbed.pk))
    return merge


@action("registry.unmerge_firearms", may=may_merge)
def unmerge_firearms(*, actor: Actor, survivor: Firearm, absorbed: Firearm, reason: str) -> Merge:
    """Undo a merge: both records stand for themselves again, with what was recorded in each.

    What was recorded after the merge stays with the survivor, because it was recorded there. The doubts that the merge
    settled stand open again.

    Raises:
        NotFound: the two are not merged.
    """
    lock_all([survivor, absorbed])
    merge = Merge.objects.filter(survivor=survivor, absorbed=absorbed, undone=None).first()
    if merge is None:
        raise NotFound(gettext("These two records are not merged."))
    merge.undone_id = this_entry().id
    merge.save(update_fields=["undone"])
    _reopen_doubts(merge)
    settle(survivor.pk)
    settle(absorbed.pk)
    add_delta([survivor.pk, absorbed.pk])
    this_entry().note(survivor=survivor.pk, absorbed=absorbed.pk)
    this_entry().announce(RecordsMerged(survivor.pk, absorbed.pk, is_undone=True))
    return merge


def _doubts(one: Firearm, two: Firearm) -> QuerySet[Finding]:
    """Give the findings that two records are perhaps one firearm."""
    pair = Q(firearm=one, other=two) | Q(firearm=two, other=one)
    return Finding.objects.filter(pair, kind=FindingKind.DUPLICATE)


def _reopen_doubts(merge: Merge) -> None:
    """Open again what the merge closed, where nobody has opened the same doubt since."""
    doubts = _doubts(merge.survivor, merge.absorbed)
    since = set(doubts.filter(closed=None).values_list("firearm_id", flat=True))
    doubts.filter(closed_id=merge.entry_id).exclude(firearm__in=since).update(closed=None)


def _check_alone(actor: Actor, survivor: Firearm, absorbed: Firearm) -> None:
    """A record is shown under one that stands for itself, and takes none with it."""
    merges = Merge.objects.filter(undone=None)
    for firearm in (survivor, absorbed):
        above = merges.filter(absorbed=firearm).select_related("survivor").first()
        if above is not None:
            text = gettext("%(record)s is shown under %(survivor)s already: undo that merge first.")
            raise Conflict(text % {"record": record_of(firearm), "survivor": told_name(actor, above.survivor)})
    if merges.filter(survivor=absorbed).exists():
        text = gettext("Other records are shown under %(record)s: let it be the survivor, or undo those merges first.")
        raise Conflict(text % {"record": record_of(absorbed)})
