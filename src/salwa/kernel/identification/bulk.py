"""Kernel, identification: many questions at once, one pure function over Arrow batches.

``match_batch(folders, batch)`` needs nothing but the segment folders and the batch, keeps nothing and runs on one core:
any engine that can map a function over Arrow batches can run it on many. First every question is searched within one
edit; only those that this leaves open are searched within two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from salwa.kernel.identification import collecting
from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.codes import CODE_OF, U64, UNREAD, VARIANT_OF
from salwa.kernel.identification.collecting import ONE_EDIT, TWO_EDITS
from salwa.kernel.identification.contradictions import contradicted
from salwa.kernel.identification.describing import describe
from salwa.kernel.identification.model import Verdict
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.posterior import Standing, absent_mass, counted, edits_left, verdict_of
from salwa.kernel.identification.questions import Many, many_of
from salwa.kernel.identification.segments import Segment
from salwa.kernel.identification.statistics import summed
from salwa.kernel.identification.sweep import KEPT, Swept, Task, no_answers, room, sweep
from salwa.kernel.identification.usable import LEAST_SURE
from salwa.kernel.identification.weighing import weights_of

MATCH_SCHEMA: Final = pa.schema(
    [
        ("query", pa.string()),
        ("verdict", pa.string()),
        ("rank", pa.int8()),
        ("record", pa.uint64()),
        ("role", pa.uint8()),
        ("serial", pa.string()),
        ("probability", pa.float64()),
        ("not_in_register", pa.float64()),
        ("equals", pa.int16()),
        ("complete", pa.bool_()),
    ]
)
"""One candidate a row, likeliest first; a question without any has one row of rank 0, whose record is null."""

COLUMNS: Final = ("query", "mass", "record", "role", "text", "serial", "folded", "contradicted", "more")
NOBODY: Final = np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """What was written since the segments: a segment of its own, None without rows, and what it replaces.

    ``replaced``: records, sorted, whose rows in the other segments no longer count.
    """

    folder: Path | None = None
    replaced: U64 = field(default_factory=lambda: NOBODY)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Candidates of all questions, by question and then likeliest first; of one record the likeliest row alone.

    ``more``: records that were not kept and are as likely as this one, of the same serial. ``twice``: by question, the
    mass of the other rows of those records.
    """

    query: NDArray[np.int64]
    mass: Floats
    record: U64
    role: NDArray[np.uint8]
    text: NDArray[np.int64]
    serial: NDArray[np.bytes_]
    folded: U64
    contradicted: NDArray[np.bool_]
    more: NDArray[np.int64]
    twice: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """By question: mass of the register, of what is not in it, at two edits not looked for, beyond reach; bound met."""

    all: Floats
    absent: Floats
    unseen: Floats
    beyond: Floats
    bound: NDArray[np.bool_]

    @property
    def whole(self) -> Floats:
        """All masses together."""
        return self.all + self.absent + self.unseen + self.beyond


def match_batch(
    folders: Sequence[Path],
    batch: pa.RecordBatch,
    *,
    fresh: Fresh | None = None,
    limit: int = 3,
    edits: int = TWO_EDITS,
) -> pa.RecordBatch:
    """Match a batch of ``questions.QUESTION_SCHEMA`` with the segments in ``folders``; give :data:`MATCH_SCHEMA`.

    ``limit``: most candidates for each question, at most 8. ``edits`` 1 leaves out the second look, for a rough pass:
    where it could have changed the answer, ``complete`` is false and the verdict never ``no_record``.
    Errors: ``segments.SegmentError``, ``KeyError`` for a missing column.
    """
    run = _Run(many_of(batch), _pieces(folders, fresh or Fresh()), Parameters.fitted())
    run.look(np.arange(len(run.many.query_of)), ONE_EDIT)
    unsettled = run.unsettled(batch.num_rows)
    if edits == TWO_EDITS:
        run.look(np.flatnonzero(unsettled[run.many.query_of]), TWO_EDITS)
        run.two[unsettled] = True
    else:
        run.open[unsettled] = True
    hits = run.hits()
    sums = run.sums(hits, batch.num_rows)
    return _table(batch, run, hits, sums, min(limit, KEPT))


def _pieces(folders: Sequence[Path], fresh: Fresh) -> list[tuple[Segment, U64]]:
    """Open the segments that hold rows, each with the records that no longer count in it."""
    pieces = [(Segment.open(folder), fresh.replaced) for folder in folders]
    if fresh.folder is not None:
        pieces.append((Segment.open(fresh.folder), NOBODY))
    return [(segment, unlisted) for segment, unlisted in pieces if segment.rows]


class _Run:
    """One batch on its way through the segments.

    ``two``: by question, whether the second look was taken; ``open``: whether it was not, and could change the answer.
    """

    def __init__(self, many: Many, pieces: Sequence[tuple[Segment, U64]], parameters: Parameters) -> None:
        self.many = many
        self.segments = [segment for segment, _ in pieces]
        self.parameters = parameters
        self.answers: list[Swept] = [no_answers(len(many.query_of)) for _ in pieces]
        self.two = np.zeros(many.meant_at.shape[1] - 1, dtype=bool)
        self.open = np.zeros_like(self.two)
        self._unlisted = [unlisted for _, unlisted in pieces]
        self._weights = weights_of(summed(segment.counts for segment in self.segments), parameters)
        self._tie = np.array([parameters.verdict.tie])
        self._room = room()
        self._added = self._add()

    def look(self, texts: NDArray[np.int64], edits: int) -> None:
        """Search all segments for some texts; what they had before is written over."""
        for segment, unlisted, answers in zip(self.segments, self._unlisted, self.answers, strict=True):
            task = Task(np.array([edits]), self._tie, self.parameters.costs, unlisted, self._weights)
            sweep(self.many, texts, segment.arrays, task, self._room, answers)
        self._added = self._add()

    def unsettled(self, queries: int) -> NDArray[np.bool_]:
        """Say which questions a second look could answer otherwise."""
        hits = self.hits(describe_them=False)
        sums = self.sums(hits, queries)
        first = np.zeros(queries)
        np.maximum.at(first, hits.query, hits.mass)
        return (first < self.parameters.settled * sums.whole) | sums.bound

    def hits(self, *, describe_them: bool = True) -> Hits:
        """Gather the rows kept in all segments."""
        parts = [self._hits_of(at, self._added[2], describe_them) for at in range(len(self.segments))]
        whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else _no_hits()
        order = np.lexsort((whole["record"], -whole["mass"], whole["query"]))
        whole = {name: column[order] for name, column in whole.items()}
        kept = _each_record_once(whole["query"], whole["record"])
        twice = _summed(whole["query"][~kept], whole["mass"][~kept], len(self.two))
        return Hits(**{name: column[kept] for name, column in whole.items()}, twice=twice)

    def _hits_of(self, at: int, share: Floats, describe_them: bool) -> dict[str, NDArray[Any]]:
        answers, rows = self.answers[at], self.segments[at].arrays.rows
        place = np.arange(KEPT)[None, :] < answers.kept[:, None]
        text = np.repeat(np.arange(len(answers.kept)), answers.kept)
        row, serial = answers.row[place], answers.serial[place]
        plain, folded = np.zeros(len(row), dtype="S1"), np.zeros(len(row), dtype=np.uint64)
        differs = np.zeros(len(row), dtype=np.bool_)
        if describe_them:
            plain, folded = describe(self.segments[at].arrays, serial, row)
            contradicted(self.many, self.many.query_of[text], row, rows, self.parameters.importer, differs)
        role = (rows[row, 2] >> np.uint64(56)).astype(np.uint8)
        mass = np.exp(answers.score[place]) * share[text]
        more = np.where(np.nonzero(place)[1] == KEPT - 1, answers.more[text], 0)
        columns = (self.many.query_of[text], mass, rows[row, 0], role, text, plain, folded, differs, more)
        return dict(zip(COLUMNS, columns, strict=True))

    def sums(self, hits: Hits, queries: int) -> Sums:
        """Add up by question."""
        many, bound = self.many, np.zeros(queries, dtype=bool)
        for answers in self.answers:
            bound |= np.bincount(many.query_of, answers.bound, queries) > 0
        added, absent, share = self._added
        beyond = absent * self.parameters.beyond[_edits_left(many)]
        unseen = np.where(self.two[many.query_of], 0.0, self.parameters.unseen * added[:, collecting.ABSENT])
        columns = (added[:, collecting.ALL], absent, unseen, beyond)
        known, absent, unseen, beyond = (_summed(many.query_of, one * share, queries) for one in columns)
        return Sums(np.maximum(known - hits.twice, 0.0), absent, unseen, beyond, bound)

    def _add(self) -> tuple[Floats, Floats, Floats]:
        """Give by text the sums over all segments, the mass of "not in this register", and what the text counts."""
        added = np.zeros((len(self.many.query_of), collecting.SUMS))
        for answers in self.answers:
            added += answers.sums
        absent = np.array([absent_mass(one, self.parameters.absent) for one in added], dtype=np.float64)
        surest = np.searchsorted(self.many.query_of, self.many.query_of)
        return added, absent, counted(self.many.weight, absent, surest)


def _summed(query: NDArray[np.int64], values: Floats, queries: int) -> Floats:
    return np.asarray(np.bincount(query, values, queries), dtype=np.float64)


def _no_hits() -> dict[str, NDArray[Any]]:
    numbers: tuple[Any, ...] = (np.int64, np.float64, np.uint64, np.uint8, np.int64)
    types = (*numbers, "S1", np.uint64, np.bool_, np.int64)
    return {name: np.zeros(0, dtype=one) for name, one in zip(COLUMNS, types, strict=True)}


def _each_record_once(query: NDArray[np.int64], record: U64) -> NDArray[np.bool_]:
    """Say which rows are the first of a record of a question; rows come likeliest first."""
    order = np.lexsort((np.arange(len(query)), record, query))
    query, record = query[order], record[order]
    kept = np.ones(len(order), dtype=bool)
    kept[order[1:]] = (query[1:] != query[:-1]) | (record[1:] != record[:-1])
    return kept


def _table(batch: pa.RecordBatch, run: _Run, hits: Hits, sums: Sums, limit: int) -> pa.RecordBatch:
    queries = batch.num_rows
    first = np.searchsorted(hits.query, np.arange(queries + 1))
    whole = np.maximum(sums.whole, 1e-300)
    absent = np.where(sums.whole > 0.0, (sums.absent + np.where(run.open, 0.0, sums.unseen)) / whole, 1.0)
    verdicts, equals = _verdicts(run, hits, first, (whole, absent, sums.beyond / whole))
    taken = np.minimum(np.diff(first), limit)
    lines = np.maximum(taken, 1)
    query = np.repeat(np.arange(queries), lines)
    rank = np.arange(len(query)) - np.repeat(np.cumsum(lines) - lines, lines)
    empty = taken[query] == 0
    at = np.where(empty, 0, first[query] + rank)

    def column(values: NDArray[np.generic]) -> pa.Array:
        picked = values[at] if len(values) else np.zeros(len(at), dtype=values.dtype)
        return pa.array(picked, mask=empty)

    columns = [
        batch.column("query").take(pa.array(query)),
        pa.array([verdicts[one] for one in query.tolist()]),
        pa.array(np.where(empty, 0, rank + 1).astype(np.int8)),
        column(hits.record),
        column(hits.role),
        column(hits.serial).cast(pa.string()),
        column(hits.mass / whole[hits.query]),
        pa.array(absent[query]),
        pa.array(equals[query].astype(np.int16)),
        pa.array(~(sums.bound | run.open)[query]),
    ]
    return pa.RecordBatch.from_arrays(
        [one.cast(kind.type) for one, kind in zip(columns, MATCH_SCHEMA, strict=True)], schema=MATCH_SCHEMA
    )


def _verdicts(
    run: _Run, hits: Hits, first: NDArray[np.int64], masses: tuple[Floats, Floats, Floats]
) -> tuple[list[Verdict], NDArray[np.int64]]:
    rule, many = run.parameters.verdict, run.many
    whole, absent, beyond = masses
    queries = len(whole)
    equals = np.zeros(queries, dtype=np.int64)
    leader = np.minimum(first[:-1], max(len(hits.query) - 1, 0))
    if len(hits.query):
        lead = leader[hits.query]
        near = (hits.mass >= hits.mass[lead] * (1.0 - rule.tie)) & (hits.folded == hits.folded[lead])
        equals = np.bincount(hits.query, np.where(near, 1 + hits.more, 0), queries).astype(np.int64)
    readable = _readable(many, queries)
    asked = np.bincount(many.query_of, minlength=queries)
    plain = many.codes.tobytes()
    out = []
    for query, (start, end) in enumerate(zip(first[:-1].tolist(), first[1:].tolist(), strict=True)):
        if asked[query] == 0:
            out.append(Verdict.INSUFFICIENT)
            continue
        same, share = False, 0.0
        if end > start:
            text = int(hits.text[start])
            begin, stop = int(many.text_at[text]), int(many.text_at[text + 1])
            same = _is_written(many, plain[begin:stop], (begin, stop), bytes(hits.serial[start]))
            same = same and not hits.contradicted[start]
            share = float(hits.mass[start] / whole[query])
        standing = Standing(
            share, float(absent[query]), int(equals[query]), same, int(readable[query]), float(beyond[query])
        )
        verdict = verdict_of(standing, rule)
        out.append(Verdict.AMBIGUOUS if verdict is Verdict.NO_RECORD and run.open[query] else verdict)
    return out, equals


def _is_written(many: Many, codes: bytes, at: tuple[int, int], registered: bytes) -> bool:
    if len(codes) != len(registered):
        return False
    other = np.frombuffer(registered, dtype=np.uint8)
    return codes == CODE_OF[other].tobytes() and bool((many.variants[at[0] : at[1]] == VARIANT_OF[other]).all())


def _edits_left(many: Many) -> NDArray[np.int64]:
    seen = np.concatenate([[0], np.cumsum(many.codes == UNREAD)])
    unread = seen[many.text_at[1:]] - seen[many.text_at[:-1]]
    return np.array([edits_left(one) for one in unread.tolist()], dtype=np.int64)


def _readable(many: Many, queries: int) -> NDArray[np.int64]:
    """Give by question the most readable characters of any of its texts that is surely enough a serial."""
    seen = np.concatenate([[0], np.cumsum(many.codes != UNREAD)])
    counts = seen[many.text_at[1:]] - seen[many.text_at[:-1]]
    out = np.zeros(queries, dtype=np.int64)
    np.maximum.at(out, many.query_of, np.where(many.weight >= LEAST_SURE, counts, 0))
    return out
