"""Retention, answers, ¶29: what queries give, as plain data. Nobody's name is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from salwa.kernel.packs import RecordKind, RetentionRule
from salwa.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Due:
    """One thing whose time is over on ``due``: its number, its identifier, which kind of record decided, since when.

    Of a person ``kind`` is the kind of record that kept the name longest.
    """

    subject: int
    uuid: UUID
    kind: RecordKind
    since: date
    due: date


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a kind is due, and due soon; ``is_more`` says that counting stopped at that many."""

    kind: RecordKind
    due: int
    soon: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold: what it keeps, by whose word, who placed it when and why, when to look at it again, who lifted it."""

    uuid: UUID
    kind: int
    about: str
    reference: str
    authority: str
    placed_by: str
    placed_by_id: int
    placed_at: datetime
    reason: str
    review: date
    reviews: tuple[tuple[str, datetime, date], ...]
    lifted_by: str = ""
    lifted_at: datetime | None = None
    why_lifted: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it keeps anything."""
        return self.lifted_at is None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal: what, under which rule, by whom, why; and what became of it. ``outcome`` is 0 while it is open."""

    uuid: UUID
    kind: int
    day: date
    rule: str
    pack: str
    count: int
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    reason: str
    entry: int
    outcome: int = 0
    decided_by: str = ""
    decided_at: datetime | None = None
    why_decided: str = ""
    decided_in: int = 0


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an erasure shows of itself: how many, how many spared, the root over its lines, and whether all fits.

    ``fitting`` lines have their commitment in the entry they name, and nothing left of what it binds; ``bare`` ones are
    from before commitments; ``faults`` name the subjects of all others.
    """

    erased: int
    spared: int
    root: str
    entry: int
    fitting: int
    bare: int
    faults: tuple[int, ...]
    is_root_right: bool

    @property
    def is_right(self) -> bool:
        """Whether everything fits."""
        return self.is_root_right and not self.faults and self.fitting + self.bare == self.erased


@dataclass(frozen=True, slots=True)
class LoadView:
    """An import of records that were handed over; ``is_same_file`` where its file is the one that was handed over."""

    entry: int
    file: str
    firearms: int
    loaded_at: datetime
    is_same_file: bool


@dataclass(frozen=True, slots=True)
class HandOverView:
    """Records taken over: whose, when that one closed, on what, how much, where kept, by whom, what was loaded."""

    uuid: UUID
    company: str
    holder: UUID
    ceased: date
    carrier: int
    digest: str
    pieces: int
    records: int
    kept_at: str
    taken_by: str
    taken_at: datetime
    reason: str
    entry: int
    loads: tuple[LoadView, ...] = ()


class Paper(Protocol):
    """A paper that another context keeps, and whose time is over on ``due``: its number, identifier, whose it is."""

    @property
    def subject(self) -> int: ...
    @property
    def uuid(self) -> UUID: ...
    @property
    def holder(self) -> int: ...
    @property
    def since(self) -> date: ...
    @property
    def due(self) -> date: ...


class Source(Protocol):
    """What another context has of papers whose time runs out (licences, refusals, dealers' books).

    A context below gives them as ``RETENTION_SOURCES`` in its ``public``; queries/_sources.py asks there. Whatever a
    source gives and takes are rules of the pack, numbers and days, so that it need not know this context.
    """

    @property
    def kind(self) -> RecordKind:
        """Which kind of record."""

    def due(self, rule: RetentionRule, by: date, after: int, most: int) -> Sequence[Paper]:
        """Give up to ``most`` papers due by a day, by number from ``after``. Holds are this context's to ask."""

    def keeps(self, rule: RetentionRule | None, by: date, holders: Sequence[int]) -> frozenset[int]:
        """Give those of these holders whom a paper names that is kept on a day: in force, or its time not over."""

    def erase(self, *, actor: Actor, rule: RetentionRule, subjects: Sequence[int]) -> Iterable[tuple[int, int, str]]:
        """Erase, as an action of that context; give subject, entry and commitment of each."""

    def left(self, subjects: Sequence[int]) -> frozenset[int]:
        """Give those of these papers of which something is there still that should be gone."""
