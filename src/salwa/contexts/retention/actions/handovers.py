"""Retention, actions, ¶29: take over the records of a maker or dealer that closed, and name what was loaded of them."""

from collections.abc import Iterator

from django.utils.translation import gettext

from salwa.contexts.registry.public import company_named, register_holder
from salwa.contexts.retention.actions._refusing import LONGEST_TEXT, check_reason, faults_of_text, refuse, refuse_broken
from salwa.contexts.retention.drafts import NewHandOver
from salwa.contexts.retention.models import HandOver, Loaded
from salwa.contexts.retention.policies import may_propose
from salwa.contexts.retention.rules import ClosedInThePast
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound
from salwa.platform.models import Entry

_IMPORT = "registry.import_firearms"
_MOST = 2_000_000_000


@action("retention.take_over_records", may=may_propose)
def take_over_records(*, actor: Actor, hand_over: NewHandOver, reason: str) -> HandOver:
    """Put on record that the records of a company that closed are the State's to keep now.

    The company is found by its name and registration number, else put on record. ``reason`` says who handed them over
    and why; what is personal in it can be erased.

    Raises Refused where something is missing, or the company has not closed yet.
    """
    check_reason(reason)
    refuse(_faults(hand_over))
    today = this_entry().recorded_at.date()
    refuse_broken(ClosedInThePast, is_kept=ClosedInThePast.is_kept(today, hand_over.ceased), column="ceased")
    company = hand_over.company
    holder = company_named(actor, company.name, company.registration_number)
    row = HandOver.objects.create(
        holder=holder or register_holder(actor=actor, holder=company),
        ceased=hand_over.ceased,
        carrier=hand_over.carrier,
        digest=hand_over.digest.strip().lower(),
        pieces=hand_over.pieces,
        records=hand_over.records,
        kept_at=" ".join(hand_over.kept_at.split()),
        entry_id=this_entry().id,
    )
    this_entry().note(
        hand_over=row.pk, holder=row.holder_id, pieces=row.pieces, records=row.records, digest=row.digest or None
    )
    return row


@action("retention.attach_import", may=may_propose)
def attach_import(*, actor: Actor, hand_over: HandOver, load: int, reason: str = "") -> Loaded:
    """Name an import by the number of its entry as one that brought records of a hand-over into the register.

    Raises NotFound where no import has that entry, and Conflict where it is named already.
    """
    if not Entry.objects.filter(pk=load, action=_IMPORT).exists():
        raise NotFound(gettext("No import has this entry. Its number is told where the import ended."))
    if Loaded.objects.filter(hand_over=hand_over, load_id=load).exists():
        raise Conflict(gettext("This import is named already."))
    this_entry().note(hand_over=hand_over.pk, load=load)
    return Loaded.objects.create(hand_over=hand_over, load_id=load, entry_id=this_entry().id)


def _faults(new: NewHandOver) -> Iterator[Fault]:
    yield from faults_of_text("company", new.company.name, LONGEST_TEXT)
    yield from faults_of_text("kept_at", new.kept_at, LONGEST_TEXT)
    if not 0 < new.pieces < _MOST or not 0 <= new.records < _MOST:
        yield Fault(0, "pieces", gettext("say how many boxes, volumes, discs or files there are: at least one"))
    digest = new.digest.strip().lower()
    if digest and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
        yield Fault(0, "digest", gettext("a SHA-256 digest has 64 of the digits 0 to 9 and a to f"))
