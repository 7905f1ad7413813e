"""Kernel, identification: the index of one register, and the answer to a question put to it."""

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat, takewhile
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification import collecting
from salwa.kernel.identification.alignment import Alignment, Floats
from salwa.kernel.identification.bearing import Bearers, bearers_of, rows_bearing
from salwa.kernel.identification.codes import U64, encode_one
from salwa.kernel.identification.collecting import ONE_EDIT, TWO_EDITS, Found
from salwa.kernel.identification.contradictions import is_contradicted
from salwa.kernel.identification.delta import Delta, View
from salwa.kernel.identification.describing import (
    ENDS,
    FIRST_FIELD,
    FOLDED,
    NO_VERBATIM,
    ROLE,
    STRAIGHT,
    VERBATIM,
    compare,
    no_descriptions,
)
from salwa.kernel.identification.layout import FIELDS, Arrays
from salwa.kernel.identification.model import Candidate, Evidence, Ranking, Reason, Role, Verdict
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.posterior import Standing, absent_mass, counted, edits_left, verdict_of
from salwa.kernel.identification.reasons import field_reason, serial_reasons, writing_reasons
from salwa.kernel.identification.scoring import Fields
from salwa.kernel.identification.search import Question, search, search_further
from salwa.kernel.identification.segments import Segment, Verbatim
from salwa.kernel.identification.statistics import Counts, summed
from salwa.kernel.identification.usable import LEAST_SURE, Text, texts_of
from salwa.kernel.identification.weighing import Meant, Weights, meanings_of, tables, weights_of
from salwa.kernel.marks.folding import LONGEST, plain

ROLES: Final = {int(role): role for role in Role}
FIELD_AT: Final = {name: at for at, name in enumerate(FIELDS, FIRST_FIELD)}
"""Where a field stands among the numbers of a description."""
Rows = NDArray[np.int64]
NOBODY: Final = np.zeros(0, dtype=np.uint64)
MOST_ROOMS: Final = 8
"""Rooms of one thread; with more written serials and pieces than that, the last is used again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A segment or a part of the delta, as a search sees it."""

    arrays: Arrays
    verbatim: Verbatim
    unlisted: U64


class Place(NamedTuple):
    """One written serial in one piece."""

    text: Text
    piece: Piece
    question: Question


class Hit(NamedTuple):
    """One row that was kept, in the order of answers: its mass, less than nothing; its record; where it was found."""

    minus: float
    record: int
    row: int
    serial: int
    source: int


Plain = tuple[float, int, int, int, int]
"""A hit before it is shown."""
MINUS: Final = itemgetter(0)
RECORD: Final = itemgetter(1)


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
        readable = max((text.readable for text in texts if text.weight >= LEAST_SURE), default=0)
        if not pieces:
            return Ranking(verdict_of(Standing(0.0, 1.0, 0, False, readable), self.parameters.verdict), (), 1.0, 0, 0)
        meanings = meanings_of(evidence)
        fields = tables(meanings, self.weights(view))
        places = self._places(texts, pieces)
        looked = self._look_near(places, fields)
        if looked is None or not self._is_settled(looked):
            looked = self._look(places, fields, TWO_EDITS, further=True)
        if looked.is_cut(self.parameters.verdict.tie):
            looked = self._look_wide(places, fields, looked.edits)
        return _Answer(self.parameters, meanings, looked, self._room(0).alignment).ranking(limit, readable)

    def bearing(self, serial: str) -> Bearers:
        """Give every record that bears a serial exactly, but for spaces, signs and characters beyond the 32nd."""
        wanted = plain(serial)
        pieces = self._pieces(self.delta.view()) if wanted else ()
        found = [rows_bearing(wanted, piece.arrays, piece.unlisted) for piece in pieces]
        records, roles = zip(*found, strict=True) if found else ((NOBODY,), (NOBODY,))
        return bearers_of(np.concatenate(records), np.concatenate(roles))

    def weighed(self, evidence: Evidence, *, edits: int = TWO_EDITS) -> "Looked":
        """Give what one pass within ``edits`` finds, with masses and without reasons: what fitting works on."""
        view = self.delta.view()
        fields = tables(meanings_of(evidence), self.weights(view))
        return self._look(self._places(texts_of(evidence.serials), tuple(self._pieces(view))), fields, edits)

    def _pieces(self, view: View) -> Iterator[Piece]:
        for segment in self.segments:
            if segment.rows:
                yield Piece(segment.arrays, segment.verbatim, view.unlisted)
        for part in view.parts:
            if len(part.arrays.rows):
                yield Piece(part.arrays, part.verbatim, NOBODY)

    def _room(self, at: int) -> Found:
        """Give the room of this thread for the search at one place."""
        rooms: list[Found] = self._rooms.__dict__.setdefault("rooms", [])
        while len(rooms) <= at:
            rooms.append(collecting.room())
        return rooms[at]

    def _places(self, texts: Sequence[Text], pieces: Sequence[Piece]) -> list[Place]:
        """Give all that is to be searched: each written serial in each piece."""
        costs = self.parameters.costs
        encodings = [(text, *encode_one(text.plain)) for text in texts]
        return [
            Place(text, piece, Question(codes, variants, costs, piece.unlisted))
            for text, codes, variants in encodings
            for piece in pieces
        ]

    def _look(self, places: Sequence[Place], fields: Fields, edits: int, *, further: bool = False) -> "Looked":
        """Search at all places within ``edits``; ``further``: they have been searched within one, and nothing since."""
        looked = Looked(edits)
        for at, place in enumerate(places):
            room = self._room(min(at, MOST_ROOMS - 1))
            if further and at < MOST_ROOMS - 1:
                search_further(place.question, place.piece.arrays, fields, room)
            else:
                search(place.question, place.piece.arrays, fields, edits, room)
            looked.take(room, place)
        looked.weigh(self.parameters)
        return looked

    def _look_wide(self, places: Sequence[Place], fields: Fields, edits: int) -> "Looked":
        """Look once more and keep many more rows: so many are alike that those which one keeps do not hold them."""
        looked, room = Looked(edits), collecting.room(collecting.WIDEST)
        for place in places:
            search(place.question, place.piece.arrays, fields, edits, room)
            looked.take(room, place)
        looked.weigh(self.parameters)
        looked.bound |= looked.is_cut(self.parameters.verdict.tie)
        return looked

    def _look_near(self, places: Sequence[Place], fields: Fields) -> "Looked | None":
        """Search at all places within one edit; give nothing where it shows at once that this settles nothing.

        So it does where the first of the only place is too small a part of all that was found.
        """
        if len(places) > 1:
            return self._look(places, fields, ONE_EDIT)
        place, room = places[0], self._room(0)
        search(place.question, place.piece.arrays, fields, ONE_EDIT, room)
        if math.exp(room.score[0]) < self.parameters.settled * room.sums[collecting.ALL]:
            return None
        looked = Looked(ONE_EDIT)
        looked.take(room, place)
        looked.weigh(self.parameters)
        return looked

    def _is_settled(self, looked: "Looked") -> bool:
        """Say whether no record at two edits could change the answer: unseen ones are allowed for by their number."""
        if looked.bound:
            return False
        whole = looked.all + looked.absent + looked.beyond + looked.unseen
        return looked.first >= self.parameters.settled * whole


class Looked:
    """What one pass over all pieces found."""

    def __init__(self, edits: int) -> None:
        """Begin a pass within ``edits``."""
        self.edits = edits
        self.sources: list[Place] = []
        self.first = 0.0
        self.all = 0.0
        self.absent = 0.0
        self.unseen = 0.0
        self.beyond = 0.0
        self.considered = 0
        self.bound = False
        self._sums: dict[Text, Floats] = {}
        self._counted: dict[Text, float] = {}
        self._full: list[tuple[Text, float]] = []
        self._kept: list[tuple[Floats, U64, Rows, Rows]] = []
        self._found: list[Plain] = []

    def take(self, room: Found, place: Place) -> None:
        """Take over what the search at one place wrote to ``room``."""
        text = place.text
        self._sums[text] = self._sums[text] + room.sums if text in self._sums else room.sums.copy()
        numbers = room.numbers.tolist()
        kept = numbers[collecting.KEPT]
        self.considered += numbers[collecting.LOOKED_AT]
        self.bound |= bool(numbers[collecting.BOUND])
        if kept:
            masses = np.exp(room.score[:kept])
            if kept == len(room.score):
                self._full.append((text, float(masses[-1])))
            self.sources.append(place)
            self._kept.append((masses, room.record[:kept].copy(), room.row[:kept].copy(), room.serial[:kept].copy()))

    def weigh(self, parameters: Parameters) -> None:
        """Add up the masses, and put the hits in order."""
        absents = np.array([absent_mass(sums, parameters.absent) for sums in self._sums.values()])
        weights = np.array([text.weight for text in self._sums])
        shares = counted(weights, absents, np.zeros(len(weights), dtype=np.int64)).tolist()
        self._counted = dict(zip(self._sums, shares, strict=True))
        for (text, sums), share, absent in zip(self._sums.items(), shares, absents.tolist(), strict=True):
            self.all += share * float(sums[collecting.ALL])
            self.absent += share * absent
            self.beyond += share * absent * float(parameters.beyond[edits_left(text.unreadable)])
            self.unseen += share * parameters.unseen * float(sums[collecting.ABSENT])
        self._gather()

    def _gather(self) -> None:
        """Put the hits in order; of several rows of one record the likeliest counts, and with it alone the record."""
        found: list[Plain] = []
        for source, (masses, *columns) in enumerate(self._kept):
            rest = (column.tolist() for column in columns)
            minus = (-masses * self._counted[self.sources[source].text]).tolist()
            found += zip(minus, *rest, repeat(source), strict=False)
        if len(self._kept) > 1:
            found.sort()
        self.first = -found[0][0] if found else 0.0
        whole = sum(map(MINUS, found))
        if len(set(map(RECORD, found))) < len(found):
            best = {RECORD(hit): hit for hit in reversed(found)}
            found = [hit for hit in found if best[RECORD(hit)] is hit]
        kept = sum(map(MINUS, found))
        self._found = found
        self.all = max(self.all + whole - kept, -kept)

    def near(self, tie: float) -> int:
        """Count the hits whose mass is at most the share ``tie`` less than that of the first."""
        most = -self.first * (1.0 - tie)
        return sum(1 for _ in takewhile(lambda hit: MINUS(hit) <= most, self._found))

    def is_cut(self, tie: float) -> bool:
        """Say whether rows that are as likely as the first, but for the share ``tie``, may not have been kept."""
        least = self.first * (1.0 - tie)
        return any(mass * self._counted[text] >= least for text, mass in self._full)

    def hits(self, count: int | None = None) -> list[Hit]:
        """Give the first hits, or all."""
        return list(map(Hit._make, self._found[:count]))


class Shown(NamedTuple):
    """A hit in words: its row compared with the writing; ``to`` and ``numbers`` as in ``describing.Described``."""

    hit: Hit
    verbatim: str
    serial: str
    to: list[int] | None
    numbers: list[int]


class _Answer:
    """Builds the ranking from what was found."""

    def __init__(self, parameters: Parameters, meanings: Meant, looked: Looked, room: Alignment) -> None:
        self.parameters = parameters
        self.meanings = meanings
        self.looked = looked
        self.room = room
        self._fields: dict[tuple[str, int], Reason] = {}

    def ranking(self, limit: int, readable: int) -> Ranking:
        looked = self.looked
        unseen = looked.unseen if looked.edits == ONE_EDIT else 0.0
        whole = looked.all + looked.absent + looked.beyond + unseen
        absent = (looked.absent + unseen) / whole
        near = looked.near(self.parameters.verdict.tie)
        shown = self._shown(max(limit, near))
        equals = sum(one.numbers[FOLDED] == shown[0].numbers[FOLDED] for one in shown[:near])
        same = bool(shown) and shown[0].serial == self._text(shown[0]).plain
        same = same and not is_contradicted(self.meanings, shown[0].numbers[FIRST_FIELD:], self.parameters.importer)
        first = -shown[0].hit.minus / whole if shown else 0.0
        standing = Standing(first, absent, equals, same, readable, looked.beyond / whole)
        verdict = verdict_of(standing, self.parameters.verdict)
        candidates = tuple(
            Candidate(one.hit.record, ROLES[one.numbers[ROLE]], one.serial, -one.hit.minus / whole, self._reasons(one))
            for one in shown[:limit]
        )
        return Ranking(verdict, candidates, absent, looked.considered, equals, not looked.bound)

    def _text(self, one: Shown) -> Text:
        return self.looked.sources[one.hit.source].text

    def _shown(self, count: int) -> list[Shown]:
        """Describe the first hits, those of one source in one call."""
        hits = self.looked.hits(count)
        places: dict[int, list[int]] = {}
        for at, hit in enumerate(hits):
            places.setdefault(hit.source, []).append(at)
        shown: dict[int, Shown] = {}
        for source, some in places.items():
            shown |= zip(some, self._compared(self.looked.sources[source], [hits[at] for at in some]), strict=True)
        return [shown[at] for at in range(len(hits))]

    def _compared(self, place: Place, hits: list[Hit]) -> Iterator[Shown]:
        """Lay hits of one place beside what is written."""
        out = no_descriptions(len(hits))
        serials = np.array([hit.serial for hit in hits])
        rows = np.array([hit.row for hit in hits])
        written = (place.question.codes, self.parameters.costs)
        verbatim = place.piece.verbatim
        compare(written, (place.piece.arrays, verbatim.rows), serials, rows, self.room, out)
        texts = out.text.tobytes().decode("ascii")
        for at, (hit, numbers) in enumerate(zip(hits, out.numbers.tolist(), strict=True)):
            serial = texts[at * LONGEST : (at + 1) * LONGEST].rstrip("\0")
            as_written = serial if numbers[VERBATIM] == NO_VERBATIM else verbatim.text(numbers[VERBATIM])
            to = None if numbers[STRAIGHT] else out.to[at, : len(place.text.plain)].tolist()
            yield Shown(hit, as_written, serial, to, numbers)

    def _reasons(self, one: Shown) -> tuple[Reason, ...]:
        text = self._text(one)
        return (
            *serial_reasons(text.plain, one.serial, one.to, one.numbers[ENDS]),
            *writing_reasons(text.verbatim, one.verbatim),
            *(self._field_reason(name, one.numbers[FIELD_AT[name]]) for name in self.meanings),
        )

    def _field_reason(self, name: str, registered: int) -> Reason:
        """Give the reason of a field, the same for all candidates with the same code."""
        reason = self._fields.get((name, registered))
        if reason is None:
            reason = self._fields[name, registered] = field_reason(name, self.meanings[name], registered)
        return reason
