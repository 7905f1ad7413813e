"""Kernel, identification: the index of one register, and the answer to a question put to it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from salwa.kernel.identification import search as searching
from salwa.kernel.identification.codes import U64, decode, encode_one
from salwa.kernel.identification.delta import Delta, View
from salwa.kernel.identification.layout import FIELDS, Arrays
from salwa.kernel.identification.model import Candidate, Evidence, Ranking, Reason, Role, SerialText, Verdict
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.posterior import Mass, Standing, absent_mass, unseen_mass, verdict_of
from salwa.kernel.identification.reasons import field_reason, serial_reasons, writing_reasons
from salwa.kernel.identification.scoring import Fields, field_of
from salwa.kernel.identification.search import ONE_EDIT, TWO_EDITS, Found, Question
from salwa.kernel.identification.segments import Segment, Verbatim
from salwa.kernel.identification.statistics import Counts, summed
from salwa.kernel.identification.weighing import meanings_of, tables
from salwa.kernel.marks.folding import UNREADABLE, folded, plain

NOBODY: Final = np.zeros(0, dtype=np.uint64)
FEWEST_READABLE: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A segment or a part of the delta, as a search sees it."""

    arrays: Arrays
    verbatim: Verbatim
    unlisted: U64


@dataclass(frozen=True, slots=True)
class Text:
    """One written serial: verbatim, plain, weight."""

    verbatim: str
    plain: str
    weight: float

    @property
    def readable(self) -> int:
        """Characters that could be read."""
        return len(self.plain) - self.plain.count(UNREADABLE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was kept: its mass, where it lies, and for which written serial it was found."""

    mass: float
    record: int
    row: int
    serial: int
    piece: Piece
    text: Text


class Index:
    """Segments and a delta of one register, searched as one.

    May be shared by threads. ``parameters`` are the fitted ones unless others are given.
    """

    def __init__(
        self, segments: Sequence[Segment], delta: Delta | None = None, parameters: Parameters | None = None
    ) -> None:
        """Take opened segments and a delta; nothing is read yet."""
        self.segments = tuple(segments)
        self.delta = delta or Delta()
        self.parameters = parameters or Parameters.fitted()
        self._rooms = threading.local()

    @cached_property
    def _segment_counts(self) -> Counts:
        return summed(segment.counts for segment in self.segments)

    def counts(self, view: View) -> Counts:
        """Give how common each value is, over segments and delta."""
        return summed((self._segment_counts, view.counts)) if view.parts else self._segment_counts

    def search(self, evidence: Evidence, *, limit: int = 10) -> Ranking:
        """Rank the registered firearms that ``evidence`` may mean, and say what is left for "not in this register".

        ``limit``: most candidates in the answer. A question without a usable serial is ``insufficient`` and has no
        candidates: a make and a model are not an identity.
        """
        texts = texts_of(evidence.serials)
        view = self.delta.view()
        pieces = tuple(self._pieces(view))
        if not texts:
            return Ranking(Verdict.INSUFFICIENT, (), 1.0, 0, 0, True)
        fields = tables(evidence, self.counts(view), self.parameters)
        first = self._look(texts, pieces, fields, ONE_EDIT)
        looked = first if self._is_settled(first) else self._look(texts, pieces, fields, TWO_EDITS)
        return _Answer(self.parameters, evidence, texts, looked).ranking(limit)

    def _pieces(self, view: View) -> Iterator[Piece]:
        for segment in self.segments:
            if segment.rows:
                yield Piece(segment.arrays, segment.verbatim, view.unlisted)
        for part in view.parts:
            if len(part.arrays.rows):
                yield Piece(part.arrays, part.verbatim, NOBODY)

    def _room(self) -> Found:
        room: Found | None = getattr(self._rooms, "room", None)
        if room is None:
            room = searching.room()
            self._rooms.room = room
        return room

    def _look(self, texts: Sequence[Text], pieces: Sequence[Piece], fields: Fields, edits: int) -> "Looked":
        looked = Looked(edits)
        room = self._room()
        for text in texts:
            codes, variants = encode_one(text.plain)
            for piece in pieces:
                question = Question(codes, variants, self.parameters.costs, piece.unlisted)
                searching.search(question, piece.arrays, fields, edits, room)
                looked.take(room, piece, text)
        looked.close(self.parameters)
        return looked

    def _is_settled(self, looked: "Looked") -> bool:
        """Say whether no record at two edits could change the answer: unseen ones are allowed for by their number."""
        if not looked.hits or looked.bound:
            return False
        whole = looked.all + looked.absent + looked.unseen
        return looked.hits[0].mass >= self.parameters.settled * whole


class Looked:
    """What one pass over all pieces found."""

    def __init__(self, edits: int) -> None:
        """Begin a pass within ``edits``."""
        self.edits = edits
        self.hits: list[Hit] = []
        self.all = 0.0
        self.absent = 0.0
        self.unseen = 0.0
        self.considered = 0
        self.bound = False
        self._masses: dict[Text, Mass] = {}

    def take(self, room: Found, piece: Piece, text: Text) -> None:
        """Take over what one search of one piece wrote to ``room``."""
        numbers, sums = room.numbers.tolist(), room.sums.tolist()
        mass = Mass(*sums[:5])
        self._masses[text] = self._masses[text] + mass if text in self._masses else mass
        self.considered += numbers[searching.LOOKED_AT]
        self.bound |= bool(numbers[searching.BOUND])
        kept = numbers[searching.KEPT]
        rows, serials = room.row[:kept].tolist(), room.serial[:kept].tolist()
        records = piece.arrays.rows[rows, 0].tolist() if kept else []
        masses = (np.exp(room.score[:kept]) * text.weight).tolist()
        for row, serial, record, one in zip(rows, serials, records, masses, strict=True):
            self.hits.append(Hit(one, record, row, serial, piece, text))

    def close(self, parameters: Parameters) -> None:
        """Add up; of several rows of one record the likeliest counts, and with it alone the record."""
        self.hits.sort(key=lambda hit: (-hit.mass, hit.record))
        best: dict[int, Hit] = {}
        twice = 0.0
        for hit in self.hits:
            if best.setdefault(hit.record, hit) is not hit:
                twice += hit.mass
        self.hits = list(best.values())
        listed = sum(hit.mass for hit in self.hits)
        for text, mass in self._masses.items():
            self.all += text.weight * mass.all
            self.absent += text.weight * absent_mass(mass, parameters.absent)
            self.unseen += text.weight * unseen_mass(mass, parameters)
        self.all = max(self.all - twice, listed)


class _Answer:
    """Builds the ranking from what was found."""

    def __init__(self, parameters: Parameters, evidence: Evidence, texts: Sequence[Text], looked: Looked) -> None:
        self.parameters = parameters
        self.meanings = meanings_of(evidence)
        self.texts = texts
        self.looked = looked

    def ranking(self, limit: int) -> Ranking:
        looked = self.looked
        unseen = looked.unseen if looked.edits == ONE_EDIT else 0.0
        whole = looked.all + looked.absent + unseen
        probabilities = [hit.mass / whole for hit in looked.hits]
        equals = self._equals()
        absent = (looked.absent + unseen) / whole
        first = looked.hits[0] if looked.hits else None
        verdict = verdict_of(
            Standing(
                probabilities,
                absent,
                equals,
                first is not None and self._serial(first) == first.text.plain,
                max(text.readable for text in self.texts),
            ),
            self.parameters.verdict,
        )
        candidates = tuple(
            Candidate(
                hit.record,
                Role(field_role(hit.piece.arrays.rows, hit.row)),
                self._serial(hit),
                probability,
                self._reasons(hit),
            )
            for hit, probability in zip(looked.hits[:limit], probabilities, strict=False)
        )
        return Ranking(verdict, candidates, absent, looked.considered, equals, not looked.bound)

    def _equals(self) -> int:
        hits = self.looked.hits
        if not hits:
            return 0
        least = hits[0].mass * (1.0 - self.parameters.verdict.tie)
        serial = folded(self._serial(hits[0]))
        count = 0
        for hit in hits:
            if hit.mass < least:
                break
            count += folded(self._serial(hit)) == serial
        return count

    def _serial(self, hit: Hit) -> str:
        return serial_of(hit.piece.arrays, hit.serial, hit.row)

    def _reasons(self, hit: Hit) -> tuple[Reason, ...]:
        registered = self._serial(hit)
        verbatim = hit.piece.verbatim.of(hit.row) or registered
        reasons = [*serial_reasons(hit.text.plain, registered, self.parameters.costs)]
        reasons += writing_reasons(hit.text.verbatim, verbatim)
        for name, given in self.meanings.items():
            reasons.append(field_reason(name, given, int(field_of(hit.piece.arrays.rows, hit.row, FIELDS.index(name)))))
        return tuple(reasons)


def field_role(rows: U64, row: int) -> int:
    """Give the role of ``row``."""
    return (int(rows[row, 2]) >> 56) & 0xFF


def serial_of(arrays: Arrays, serial: int, row: int) -> str:
    """Give the plain text of a row."""
    word = int(arrays.words[serial])
    words: tuple[int, ...] = (word,)
    if word & 1:
        at = int(np.searchsorted(arrays.long_at, np.uint32(serial)))
        words = (word, int(arrays.long_words[at, 0]), int(arrays.long_words[at, 1]))
    return decode(words, int(arrays.rows[row, 1]))


def texts_of(serials: Sequence[SerialText]) -> tuple[Text, ...]:
    """Give the usable written serials, each plain text once, the likeliest first."""
    best: dict[str, Text] = {}
    for one in sorted(serials, key=lambda given: -given.weight):
        text = Text(one.text, plain(one.text), min(1.0, max(one.weight, 1e-6)))
        if text.readable >= FEWEST_READABLE:
            best.setdefault(text.plain, text)
    return tuple(best.values())
