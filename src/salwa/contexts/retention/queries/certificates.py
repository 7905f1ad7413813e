"""Retention, queries, ¶29: prove an erasure: every commitment is where the certificate says, and what it binds is gone.

The root is SHA-256 over the certificate's lines by number, each ``subject entry commitment`` and a line feed in ASCII,
an empty commitment as ``-``. The sealed entry of the erasure names it.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from django.db import connection

from salwa.contexts.retention.answers import Certificate
from salwa.contexts.retention.models import Decision, Erased, KindCode, Proposal
from salwa.contexts.retention.queries._sources import source_of
from salwa.contexts.retention.queries.holds import check_may_see
from salwa.platform.actor import Actor

_MOST_FAULTS: Final = 20
_PRIVATE: Final = "convert_from(noted.body, 'UTF8')::jsonb"
ENTRY_COMMITTED: Final = f"CASE WHEN octet_length(noted.body) > 0 THEN {_PRIVATE} ->> 'private' ELSE '' END"
"""What an entry's sealed bytes say of who acted and why."""
PERSON_COMMITTED: Final = (
    f"CASE WHEN octet_length(noted.body) > 0 THEN coalesce({_PRIVATE} -> 'summary' ->> 'identity', '') ELSE '' END"
)
"""What the sealed bytes of the entry that put a person on record say of what the person is called."""
_FITS: Final = {
    KindCode.ENTRY: f"""
        {ENTRY_COMMITTED} = line.commitment
        AND octet_length(noted.salt) = 0 AND noted.actor_name = '' AND noted.reason = ''
        AND line.subject NOT IN (
            SELECT told.entry_id FROM registry_witness seen
              JOIN registry_event told ON told.firearm_id = seen.firearm_id AND told.ordinal = seen.ordinal)""",  # noqa: S608  a statement of our own
    KindCode.PERSON: f"""
        {PERSON_COMMITTED} = line.commitment
        AND NOT EXISTS (SELECT FROM registry_person_identity left_over WHERE left_over.holder_id = line.subject)""",
}
_GONE: Final = {
    KindCode.ENTRY: """EXISTS (
        SELECT FROM platform_entry bare WHERE bare.id = line.subject AND bare.actor_name = '' AND bare.reason = '')""",
    KindCode.PERSON: """NOT EXISTS (
        SELECT FROM registry_person_identity left_over WHERE left_over.holder_id = line.subject)""",
}
_PAPER_GONE: Final = "NOT line.subject = ANY (%(left)s::bigint[])"
_PAPER_FITS: Final = f"position(line.commitment IN convert_from(noted.body, 'UTF8')) > 0 AND {_PAPER_GONE}"
"""Of what another context erased, by an entry of its own in whose sealed bytes the commitments stand."""
_HELD_AGAINST: Final = """
SELECT count(*) FILTER (WHERE line.commitment <> '' AND coalesce({fits}, FALSE)),
       count(*) FILTER (WHERE line.commitment = '' AND {gone}),
       (array_agg(line.subject ORDER BY line.subject) FILTER (
           WHERE NOT (CASE WHEN line.commitment = '' THEN {gone} ELSE coalesce({fits}, FALSE) END)))[:%(most)s]
  FROM retention_erased line LEFT JOIN platform_entry noted ON noted.id = line.entry
 WHERE line.proposal_id = %(proposal)s
"""


def certificate(actor: Actor, proposal: Proposal) -> Certificate:
    """Hold an erasure against what it left: the entries it names, and the tables. Raises NotAllowed."""
    check_may_see(actor)
    decision = Decision.objects.select_related("entry").get(proposal=proposal)
    erased = Erased.objects.filter(proposal_id=proposal.pk).count()
    fitting, bare, faults = _held_against(proposal)
    noted = str(decision.entry.summary.get("root", ""))
    return Certificate(
        erased=erased,
        spared=proposal.count - erased,
        root=noted,
        entry=decision.entry_id,
        fitting=fitting,
        bare=bare,
        faults=tuple(faults),
        is_root_right=root_of(actor, proposal.pk) == noted,
    )


def lines(actor: Actor, proposal: Proposal) -> Iterator[tuple[int, int, str]]:
    """Give a certificate's lines by number: subject, entry, commitment. Raises NotAllowed."""
    check_may_see(actor)
    yield from _lines(proposal.pk)


def root_of(actor: Actor, proposal: int) -> str:
    """Give the root over the lines of an erasure, 64 hexadecimal digits. Raises NotAllowed."""
    check_may_see(actor)
    digest = sha256()
    for subject, entry, commitment in _lines(proposal):
        digest.update(f"{subject} {entry} {commitment or '-'}\n".encode("ascii"))
    return digest.hexdigest()


def _lines(proposal: int) -> Iterator[tuple[int, int, str]]:
    found = Erased.objects.filter(proposal_id=proposal).order_by("subject")
    yield from found.values_list("subject", "entry", "commitment").iterator(chunk_size=5_000)


def _held_against(proposal: Proposal) -> tuple[int, int, list[int]]:
    kind = KindCode(proposal.kind)
    statement = _HELD_AGAINST.format(fits=_FITS.get(kind, _PAPER_FITS), gone=_GONE.get(kind, _PAPER_GONE))
    values: dict[str, Any] = {"proposal": proposal.pk, "most": _MOST_FAULTS, "left": _left(kind, proposal)}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        fitting, bare, faults = cursor.fetchone()
    return int(fitting), int(bare), list(faults or ())


def _left(kind: KindCode, proposal: Proposal) -> list[int]:
    """Give the papers of an erasure of which the context that keeps them still has words."""
    source = source_of(kind.kind) if kind not in _FITS else None
    if source is None:
        return []
    subjects = list(Erased.objects.filter(proposal_id=proposal.pk).values_list("subject", flat=True))
    return sorted(source.left(subjects))
