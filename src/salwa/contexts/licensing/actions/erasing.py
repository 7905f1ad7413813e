"""Licensing, actions, ¶29 ¶37: erase the words of papers whose time is over, and say by what it can be proved.

Retention decides with two people; here is looked at once more that each paper is due. What was decided stays readable,
and so do the labels of places, which say "shop" and never whose.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from salwa.contexts.licensing.answers import Paper
from salwa.contexts.licensing.models import Words
from salwa.contexts.licensing.policies import may_erase
from salwa.contexts.licensing.queries import _kept
from salwa.kernel.ledger.rows import blind_of, row_digest
from salwa.kernel.packs import RecordKind, RetentionRule
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.ledger.holding import secret_of

AT_ONCE: Final = 500
"""Papers of one entry: their commitments stand in it."""


@action("licensing.erase_words", may=may_erase)
def erase_words(*, actor: Actor, rule: RetentionRule, papers: Sequence[int]) -> list[tuple[int, int, str]]:
    """Erase the words that go with papers of a rule's kind, of those that are due today.

    Gives of each paper that had some its number, the entry of this action, and the commitment that stands in it. That
    is SHA-256, in hexadecimal digits, over
    a line ``key digest`` for each text in the order of keys: the digest by which the entry that wrote it had bound it.
    """
    secret = secret_of(this_entry().using)
    lines: dict[int, list[str]] = {}
    keys: set[tuple[int, ...]] = set()
    for text in _kept.texts_of(rule, this_entry().recorded_at.date(), papers):
        table = _kept.words_form().table
        digest = row_digest(blind_of(secret, table, text.key), text.row)
        lines.setdefault(text.paper, []).append(f"{text.key} {digest.hex()}\n")
        keys.add(tuple(map(int, text.key.split("/"))))
    Words.objects.filter(pk__in=sorted(keys)).delete()
    told = [(paper, sha256("".join(some).encode("ascii")).hexdigest()) for paper, some in lines.items()]
    this_entry().note(kind=rule.kind.value, rule=rule.source, texts=len(keys))
    this_entry().note(
        papers=" ".join(str(paper) for paper, _ in told), commitments=" ".join(bound for _, bound in told)
    )
    return [(paper, this_entry().id, commitment) for paper, commitment in told]


class Papers:
    """What licensing has of one kind of paper whose time runs out: the shape that retention asks for."""

    def __init__(self, kind: RecordKind) -> None:
        """Take the kind: licences, refusals, dealers' books."""
        self.kind = kind

    def due(self, rule: RetentionRule, by: date, after: int, most: int) -> Sequence[Paper]:
        """Give up to ``most`` papers due by a day, by number from ``after``."""
        return _kept.due(rule, by, after, most)

    def keeps(self, rule: RetentionRule | None, by: date, holders: Sequence[int]) -> frozenset[int]:
        """Give those of these holders whom a paper names that is kept on a day; without a rule every paper is."""
        return _kept.needed(self.kind, rule, by, holders)

    def erase(self, *, actor: Actor, rule: RetentionRule, subjects: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """Erase the words of papers; give of each its number, the entry that erased them, and the commitment."""
        for at in range(0, len(subjects), AT_ONCE):
            yield from erase_words(actor=actor, rule=rule, papers=subjects[at : at + AT_ONCE])

    def left(self, subjects: Sequence[int]) -> frozenset[int]:
        """Give those of these papers of which words are there still."""
        return _kept.still_told(self.kind, subjects)


RETENTION_SOURCES: Final = tuple(
    Papers(kind) for kind in (RecordKind.LICENCE, RecordKind.REFUSAL, RecordKind.DEALER_BOOK)
)
