"""Retention, actions, ¶29: propose what is due for erasure; carry it out, or turn it down.

One person proposes, another decides. What goes are names, documents and reasons, and the salts that bound them; what
stays are the records, and commitments by which the erasure can be proved (queries/certificates.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.retention.actions._refusing import check_reason, refuse_broken
from salwa.contexts.retention.answers import Due
from salwa.contexts.retention.models import Decision, KindCode, Outcome, Proposal, Proposed
from salwa.contexts.retention.policies import may_decide, may_propose
from salwa.contexts.retention.queries._packs import pack_now
from salwa.contexts.retention.queries._sources import source_of
from salwa.contexts.retention.queries.certificates import ENTRY_COMMITTED, PERSON_COMMITTED, root_of
from salwa.contexts.retention.queries.due import PORTION, due, still_due
from salwa.contexts.retention.rules import MOST_AT_ONCE, AnotherPersonErases
from salwa.contexts.retention.wording import kind_name, time_of
from salwa.kernel.packs import RecordKind
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict

_ERASING = {KindCode.PERSON: "retention_erase_persons", KindCode.ENTRY: "retention_erase_entries"}
_COMMITTED = {
    KindCode.ENTRY: (
        "noted.id, noted.id",
        ENTRY_COMMITTED,
        "platform_entry noted WHERE noted.id = ANY(%(subjects)s)",
    ),
    KindCode.PERSON: (
        "person.holder_id, coalesce(noted.id, 0)",
        PERSON_COMMITTED,
        """registry_person_identity person LEFT JOIN platform_entry noted ON noted.id = person.entry
           WHERE person.holder_id = ANY(%(subjects)s)""",
    ),
}
_LINES = """
INSERT INTO retention_erased (proposal_id, subject, entry, commitment)
SELECT proposal, subject, CASE WHEN commitment = '' THEN 0 ELSE entry END, commitment
  FROM (SELECT %(proposal)s, {subject}, coalesce({committed}, '') FROM {place}) line (
       proposal, subject, entry, commitment)
"""


@action("retention.propose_erasure", may=may_propose)
def propose_erasure(*, actor: Actor, kind: RecordKind, reason: str) -> Proposal:
    """Propose that what is due of a kind today lose its personal data; up to 100,000 things in one proposal.

    Raises Refused where nobody says why, and Conflict where nothing is due or an open proposal names it already.
    """
    check_reason(reason)
    today = this_entry().recorded_at.date()
    code = KindCode.of(kind)
    if Proposal.objects.filter(kind=code, decision__isnull=True).exists():
        raise Conflict(gettext("A proposal for this kind of record is open already. Have it decided first."))
    subjects = [one.subject for one in _due_now(actor, kind, today)]
    pack = pack_now(today)
    rule = pack.kept(kind)
    if not subjects or rule is None:
        raise Conflict(gettext("Nothing of this kind is due. What is held is not due."))
    row = Proposal.objects.create(
        kind=code,
        day=today,
        rule=f"{kind_name(kind)}: {time_of(rule)}. {rule.source}"[:500],
        pack=f"{pack.state} {pack.edition}",
        count=len(subjects),
        entry_id=this_entry().id,
    )
    named = (Proposed(proposal=row, subject=subject) for subject in subjects)
    Proposed.objects.bulk_create(named, batch_size=PORTION)
    this_entry().note(proposal=row.pk, kind=kind.value, count=len(subjects), rule=rule.source, pack=row.pack)
    return row


@action("retention.carry_out_erasure", may=may_decide)
def carry_out_erasure(*, actor: Actor, proposal: Proposal, reason: str) -> Decision:
    """Erase what somebody else proposed, as far as it is due still and not held, and write the certificate.

    Raises Refused where it is one's own proposal or nobody says why, and Conflict where it was decided already.
    """
    check_reason(reason)
    _check_another(actor, proposal)
    decision = _decide(proposal, Outcome.CARRIED_OUT)
    today = this_entry().recorded_at.date()
    erased = sum(_erase_portion(actor, proposal, found) for found in _portions(actor, proposal, today))
    if function := _ERASING.get(KindCode(proposal.kind)):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [proposal.pk])
            if cursor.fetchone()[0] != erased:
                raise Conflict(gettext("Something was erased meanwhile. Nothing was changed: look at the list again."))
    root = root_of(actor, proposal.pk)
    kind = KindCode(proposal.kind).kind
    this_entry().digest(bytes.fromhex(root))
    this_entry().note(
        proposal=proposal.pk,
        kind=kind.value,
        erased=erased,
        spared=proposal.count - erased,
        root=root,
        pack=proposal.pack,
    )
    return decision


@action("retention.turn_down_erasure", may=may_decide)
def turn_down_erasure(*, actor: Actor, proposal: Proposal, reason: str) -> Decision:
    """Turn a proposal down, one's own too: nothing is erased. Raises Conflict where it was decided already."""
    check_reason(reason)
    this_entry().note(proposal=proposal.pk)
    return _decide(proposal, Outcome.TURNED_DOWN)


def _check_another(actor: Actor, proposal: Proposal) -> None:
    refuse_broken(AnotherPersonErases, is_kept=AnotherPersonErases.is_kept(proposal.entry.actor_id, actor.actor_id))


def _decide(proposal: Proposal, outcome: Outcome) -> Decision:
    """Write the decision; of two that are taken at once the second waits, and then finds the first."""
    wanted = Decision(proposal=proposal, outcome=outcome, entry_id=this_entry().id)
    Decision.objects.bulk_create([wanted], ignore_conflicts=True)
    if Decision.objects.get(proposal=proposal).entry_id != this_entry().id:
        raise Conflict(gettext("This proposal was decided already. Open it to see by whom."))
    return wanted


def _due_now(actor: Actor, kind: RecordKind, today: date) -> Iterator[Due]:
    after, left = 0, MOST_AT_ONCE
    while left and (found := due(actor, kind, by=today, today=today, after=after, most=min(PORTION, left))):
        yield from found
        after, left = found[-1].subject, left - len(found)


def _portions(actor: Actor, proposal: Proposal, today: date) -> Iterator[Sequence[Due]]:
    after = 0
    kind = KindCode(proposal.kind).kind
    while found := still_due(actor, kind, today=today, proposal=proposal.pk, after=after, most=PORTION):
        yield found
        after = found[-1].subject


def _erase_portion(actor: Actor, proposal: Proposal, found: Sequence[Due]) -> int:
    """Write the lines of a portion; of papers that another context keeps, have it erase them."""
    code = KindCode(proposal.kind)
    subjects = [one.subject for one in found]
    with connection.cursor() as cursor:
        if code in _COMMITTED:
            subject, committed, place = _COMMITTED[code]
            statement = _LINES.format(subject=subject, committed=committed, place=place)
            cursor.execute(statement, {"proposal": proposal.pk, "subjects": subjects})
            return int(cursor.rowcount)
        source = source_of(code.kind)
        rule = pack_now(this_entry().recorded_at.date()).kept(code.kind)
        if source is None or rule is None:
            return 0
        lines = list(source.erase(actor=actor, rule=rule, subjects=subjects))
        cursor.executemany(
            "INSERT INTO retention_erased (proposal_id, subject, entry, commitment) VALUES (%s, %s, %s, %s)",
            [(proposal.pk, *line) for line in lines],
        )
    return len(lines)
