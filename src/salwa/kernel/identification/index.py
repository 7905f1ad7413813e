"""Kernel, identification: the index of one register, and the answer to a question put to it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final

import numpy as np

from salwa.kernel.identification import search as searching
from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.codes import U64, encode_one
from salwa.kernel.identification.delta import Delta, View
from salwa.kernel.identification.describing import describe
from salwa.kernel.identification.layout import FIELDS, Arrays
from salwa.kernel.identification.model import Candidate, Evidence, Ranking, Reason, Role, Verdict
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.posterior import Standing, absent_mass, verdict_of
from salwa.kernel.identification.reasons import field_reason, serial_reasons, writing_reasons
from salwa.kernel.identification.scoring import Fields, field_of
from salwa.kernel.identification.search import ONE_EDIT, TWO_EDITS, Found, Question
from salwa.kernel.identification.segments import Segment, Verbatim
from salwa.kernel.identification.statistics import Counts, summed
from salwa.kernel.identification.usable import Text, texts_of
from salwa.kernel.identification.weighing import Weights, meanings_of, tables, weights_of

NOBODY: Final = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A segment or a part of the delta, as a search sees it."""

    arrays: Arrays
    verbatim: Verbatim
    unlisted: U64


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
        self._weights: tuple[View | None, Weights | None] = (None, None)

    @cached_property
    def _segment_counts(self) -> Counts:
        return summed(segment.counts for segment in self.segments)

    def weights(self, view: View) -> Weights:
        """Give what agreement is worth, from how common each value is in segments and delta."""
        known, weights = self._weights
        if known is not view or weights is None:
            weights = weights_of(summed((self._segment_counts, view.counts)), self.parameters)
            self._weights = (view, weights)
        return weights

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
        fields = tables(meanings_of(evidence), self.weights(view))
        first = self._look(texts, pieces, fields, ONE_EDIT)
        looked = first if self._is_settled(first) else self._look(texts, pieces, fields, TWO_EDITS)
        readable = max(text.readable for text in texts)
        return _Answer(self.parameters, evidence, looked).ranking(limit, readable)

    def weighed(self, evidence: Evidence, *, edits: int = TWO_EDITS) -> "Looked":
        """Give what one pass within ``edits`` finds, with masses and without reasons: what fitting works on."""
        view = self.delta.view()
        fields = tables(meanings_of(evidence), self.weights(view))
        return self._look(texts_of(evidence.serials), tuple(self._pieces(view)), fields, edits)

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
        self._sums: dict[Text, Floats] = {}

    def take(self, room: Found, piece: Piece, text: Text) -> None:
        """Take over what one search of one piece wrote to ``room``."""
        self._sums[text] = self._sums[text] + room.sums if text in self._sums else room.sums.copy()
        kept = int(room.numbers[searching.KEPT])
        self.considered += int(room.numbers[searching.LOOKED_AT])
        self.bound |= bool(room.numbers[searching.BOUND])
        if kept:
            rows = room.row[:kept]
            records = piece.arrays.rows[rows, 0].tolist()
            masses = (np.exp(room.score[:kept]) * text.weight).tolist()
            serials = room.serial[:kept].tolist()
            for mass, record, row, serial in zip(masses, records, rows.tolist(), serials, strict=True):
                self.hits.append(Hit(mass, record, row, serial, piece, text))

    def close(self, parameters: Parameters) -> None:
        """Add up; of several rows of one record the likeliest counts, and with it alone the record."""
        self.hits.sort(key=_order)
        best: dict[int, Hit] = {}
        twice = 0.0
        for hit in self.hits:
            if best.setdefault(hit.record, hit) is not hit:
                twice += hit.mass
        self.hits = list(best.values())
        for text, sums in self._sums.items():
            self.all += text.weight * float(sums[searching.ALL])
            self.absent += text.weight * absent_mass(sums, parameters.absent)
            self.unseen += text.weight * parameters.unseen * float(sums[searching.ABSENT])
        self.all = max(self.all - twice, sum(hit.mass for hit in self.hits))


def _order(hit: Hit) -> tuple[float, int]:
    return -hit.mass, hit.record


class _Answer:
    """Builds the ranking from what was found."""

    def __init__(self, parameters: Parameters, evidence: Evidence, looked: Looked) -> None:
        self.parameters = parameters
        self.meanings = meanings_of(evidence)
        self.looked = looked

    def ranking(self, limit: int, readable: int) -> Ranking:
        looked = self.looked
        unseen = looked.unseen if looked.edits == ONE_EDIT else 0.0
        whole = looked.all + looked.absent + unseen
        absent = (looked.absent + unseen) / whole
        near = self._near()
        shown = looked.hits[: max(limit, len(near))]
        texts = [described(hit) for hit in shown]
        equals = sum(texts[at][1] == texts[0][1] for at in range(len(near)))
        same = bool(shown) and texts[0][0] == shown[0].text.plain
        first = shown[0].mass / whole if shown else 0.0
        verdict = verdict_of(Standing(first, absent, equals, same, readable), self.parameters.verdict)
        candidates = tuple(
            Candidate(hit.record, role_of(hit), serial, hit.mass / whole, self._reasons(hit, serial))
            for hit, (serial, _) in zip(shown[:limit], texts, strict=False)
        )
        return Ranking(verdict, candidates, absent, looked.considered, equals, not looked.bound)

    def _near(self) -> list[Hit]:
        """Give the hits whose mass cannot be told from that of the first."""
        hits = self.looked.hits
        least = hits[0].mass * (1.0 - self.parameters.verdict.tie) if hits else 0.0
        return list(takewhile(lambda hit: hit.mass >= least, hits))

    def _reasons(self, hit: Hit, registered: str) -> tuple[Reason, ...]:
        rows = hit.piece.arrays.rows
        verbatim = hit.piece.verbatim.of(hit.row) or registered
        reasons = [*serial_reasons(hit.text.plain, registered, self.parameters.costs)]
        reasons += writing_reasons(hit.text.verbatim, verbatim)
        for name, given in self.meanings.items():
            reasons.append(field_reason(name, given, int(field_of(rows, hit.row, FIELDS.index(name)))))
        return tuple(reasons)


def role_of(hit: Hit) -> Role:
    """Give which mark of the firearm was found."""
    return Role((int(hit.piece.arrays.rows[hit.row, 2]) >> 56) & 0xFF)


def described(hit: Hit) -> tuple[str, int]:
    """Give the plain text of a hit, and a number that is equal where the folded texts are."""
    text, folded = describe(hit.piece.arrays, np.array([hit.serial]), np.array([hit.row]))
    return text[0].decode("ascii"), int(folded[0])
