"""Bench: identification by class of damage, the whole cascade of a question, one core."""

import time
from typing import Any

import numpy as np

from bench.context import Context, Damaged, by_group, milliseconds, one_core
from salwa.kernel.identification import collecting
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.model import Evidence, Ranking, SerialText, Weighted

WARM = 200


def evidence(one: Damaged) -> Evidence:
    """The question of an officer who wrote this serial and perhaps a make."""
    return Evidence(serials=(SerialText(one.written),), makes=(Weighted(one.make),) if one.make else ())


def asked(index: Index, damaged: list[Damaged]) -> tuple[list[float], list[bool], list[Ranking]]:
    """Ask all; give seconds, whether the true serial was looked at, and the answers."""
    for one in damaged[:WARM]:
        index.search(evidence(one))
    room = index._room(0)
    times, seen, answers = [], [], []
    for one in damaged:
        question = evidence(one)
        began = time.perf_counter()
        answers.append(index.search(question))
        times.append(time.perf_counter() - began)
        looked_at = room.serials[: room.numbers[collecting.DISTINCT]]
        seen.append(bool((looked_at == one.serial).any()))
    return times, seen, answers


def run(context: Context) -> dict[str, Any]:
    """Measure by class: p50 and p95 of ``Index.search`` as a whole, candidate recall, true record first and in ten."""
    index, damaged = context.index, context.damaged
    with one_core():
        times, seen, answers = asked(index, damaged)
    records = [[one.record for one in answer.candidates] for answer in answers]

    def measure(at: Any) -> dict[str, Any]:
        return milliseconds([times[i] for i in at]) | {
            "candidates": round(100 * float(np.mean([seen[i] for i in at])), 2),
            "first": round(100 * float(np.mean([_is_alone(answers[i], damaged[i].record) for i in at])), 2),
            "in_ten": round(100 * float(np.mean([damaged[i].record in records[i] for i in at])), 2),
        }

    context.results["our_times"] = (times, seen)
    return {
        "rows": context.segment.rows,
        "distinct": len(context.segment.arrays.words),
        "mapped_mb": round(context.segment.mapped_bytes / 1e6),
        "classes": by_group([one.kind for one in damaged], measure),
    }


def _is_alone(answer: Ranking, record: int) -> bool:
    return bool(answer.candidates) and answer.candidates[0].record == record and answer.equals == 1
