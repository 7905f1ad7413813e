"""Kernel, identification: search one segment for many written serials in one call."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification import collecting
from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.codes import U64
from salwa.kernel.identification.collecting import SUMS, Found
from salwa.kernel.identification.compiled import compiled, inlined
from salwa.kernel.identification.layout import Arrays
from salwa.kernel.identification.questions import Many
from salwa.kernel.identification.scoring import Fields, no_fields
from salwa.kernel.identification.search import Question, search
from salwa.kernel.identification.weighing import Meanings, Weights, no_meanings, weigh

KEPT: Final = 8
"""Rows kept of each written serial."""


class Swept(NamedTuple):
    """Answers for texts: score, row, serial: (texts, 8); kept, more, bound: (texts,); sums: (texts, 10).

    ``more``: records as likely as the eighth and with its serial that are not among those kept. ``bound``: 1 where not
    all was looked at, or not all that is as likely as the first is counted.
    """

    score: Floats
    row: NDArray[np.int64]
    serial: NDArray[np.int64]
    kept: NDArray[np.int64]
    more: NDArray[np.int64]
    sums: Floats
    bound: NDArray[np.int64]


class Task(NamedTuple):
    """What to do.

    edits: (1,); tie: (1,) share by which equals may differ; costs: of the events; unlisted: records that no longer
    count; weights: what agreement is worth.
    """

    edits: NDArray[np.int64]
    tie: Floats
    costs: Floats
    unlisted: U64
    weights: Weights


class Room(NamedTuple):
    """Where one thread works."""

    found: Found
    meanings: Meanings
    fields: Fields


def room() -> Room:
    """Give room for one thread."""
    return Room(collecting.room(), no_meanings(), no_fields())


def no_answers(texts: int) -> Swept:
    """Give room for the answers to ``texts`` written serials."""
    return Swept(
        np.zeros((texts, KEPT)),
        np.zeros((texts, KEPT), dtype=np.int64),
        np.zeros((texts, KEPT), dtype=np.int64),
        np.zeros(texts, dtype=np.int64),
        np.zeros(texts, dtype=np.int64),
        np.zeros((texts, SUMS)),
        np.zeros(texts, dtype=np.int64),
    )


@inlined
def _mean(many: Many, query: int, meanings: Meanings) -> None:
    for field in range(len(meanings.used)):
        first, last = many.meant_at[field, query], many.meant_at[field, query + 1]
        meanings.used[field] = last - first
        for k in range(last - first):
            meanings.codes[field, k] = many.meant_codes[field, first + k]
            meanings.weights[field, k] = many.meant_weights[field, first + k]


@inlined
def _ties(found: Found, first: int, tie: float) -> int:
    """Count the records behind the first eight rows that are as likely as row ``first`` and bear its serial."""
    least = found.score[first] + np.log(1.0 - tie)
    count = 0
    for k in range(KEPT, found.numbers[collecting.KEPT]):
        fits = found.score[k] >= least and found.serial[k] == found.serial[first]
        for before in range(k):
            fits = fits and found.record[before] != found.record[k]
        count += fits
    return count


@inlined
def _write(found: Found, text: int, tie: float, out: Swept) -> None:
    kept = min(found.numbers[collecting.KEPT], KEPT)
    out.kept[text] = kept
    for k in range(kept):
        out.score[text, k] = found.score[k]
        out.row[text, k] = found.row[k]
        out.serial[text, k] = found.serial[k]
    for k in range(SUMS):
        out.sums[text, k] = found.sums[k]
    out.bound[text] = found.numbers[collecting.BOUND]
    out.more[text] = _ties(found, KEPT - 1, tie) if kept == KEPT else 0
    last = len(found.score) - 1
    if found.numbers[collecting.KEPT] > last and found.score[last] >= found.score[0] + np.log(1.0 - tie):
        out.bound[text] = 1


@compiled
def sweep(many: Many, wanted: NDArray[np.int64], arrays: Arrays, task: Task, work: Room, out: Swept) -> None:
    """Search one segment for the texts ``wanted``; their answers are written to ``out``, at their own places."""
    last = -1
    for text in wanted:
        if many.query_of[text] != last:
            last = many.query_of[text]
            _mean(many, last, work.meanings)
            weigh(work.meanings, task.weights, work.fields)
        first, end = many.text_at[text], many.text_at[text + 1]
        question = Question(many.codes[first:end], many.variants[first:end], task.costs, task.unlisted)
        search(question, arrays, work.fields, task.edits[0], work.found)
        _write(work.found, text, task.tie[0], out)
