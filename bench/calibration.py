"""Bench: is a probability of 0.9 right nine times in ten? On the second error model, which nothing was fitted to."""

import math
from typing import Any

import numpy as np

from bench.context import Context
from bench.questions import index_of, second_questions

QUESTIONS = 20_000
ROWS = 1_000_000
SMALL = (300, 3_000, 30_000)
"""Registers of a police station, a province, a small State."""
SMALL_QUESTIONS = 6_000
BINS = 10
SURE = 0.95


def run(context: Context) -> dict[str, Any]:
    """Give how reliable the first candidate's probability and "not in this register" are, in small registers too."""
    small = {str(rows): measured(context, rows, SMALL_QUESTIONS) for rows in SMALL}
    return {**measured(context, ROWS, QUESTIONS), "small": small}


def measured(context: Context, rows: int, count: int) -> dict[str, Any]:
    """Give the reliability of ``count`` answers of a register of ``rows``."""
    index = index_of(context.folder, rows, context.seed)
    questions = second_questions(rows, context.seed, count)
    said, right, absent, truly_absent, verdicts = [], [], [], [], {}
    for asked in questions:
        answer = index.search(asked.evidence, limit=1)
        first = answer.candidates[0] if answer.candidates else None
        said.append(first.probability if first else 0.0)
        right.append(first is not None and first.record == asked.record)
        absent.append(answer.not_in_register)
        truly_absent.append(asked.record == 0)
        key = ("absent" if asked.record == 0 else "registered", answer.verdict.value)
        verdicts[key] = verdicts.get(key, 0) + 1
    sure = [ok for share, ok in zip(said, right, strict=True) if share >= SURE]
    return {
        "questions": len(questions),
        "absent_share": round(float(np.mean(truly_absent)), 4),
        "first": reliability(said, right),
        "absent": reliability(absent, truly_absent),
        "sure": {
            "n": len(sure),
            "precision": round(float(np.mean(sure)), 4),
            "wilson_low": round(wilson_low(sum(sure), len(sure)), 4),
        },
        "no_record": {
            "n": sum(number for (_, verdict), number in verdicts.items() if verdict == "no_record"),
            "precision": share_absent(verdicts),
        },
        "verdicts": {f"{truth}, {verdict}": number for (truth, verdict), number in sorted(verdicts.items())},
    }


def reliability(said: list[float], right: list[bool]) -> dict[str, Any]:
    """Give the expected calibration error over ten bins of equal width, its bins, and the Brier score."""
    shares, truth = np.array(said), np.array(right, dtype=float)
    place = np.minimum((shares * BINS).astype(int), BINS - 1)
    rows = []
    for one in range(BINS):
        inside = place == one
        if inside.any():
            rows.append((one / BINS, int(inside.sum()), float(shares[inside].mean()), float(truth[inside].mean())))
    error = sum(n * abs(p - t) for _, n, p, t in rows) / len(shares)
    return {
        "ece": round(error, 4),
        "brier": round(float(((shares - truth) ** 2).mean()), 4),
        "bins": [(low, n, round(p, 4), round(t, 4)) for low, n, p, t in rows],
    }


def share_absent(verdicts: dict[tuple[str, str], int]) -> float:
    """Give the share of ``no_record`` verdicts whose firearm is truly not in the register; 0 where there are none."""
    right = verdicts.get(("absent", "no_record"), 0)
    return round(right / max(1, right + verdicts.get(("registered", "no_record"), 0)), 4)


def wilson_low(right: int, count: int, z: float = 1.959964) -> float:
    """Give the lower end of Wilson's 95 % interval of a share (Wilson 1927)."""
    if count == 0:
        return 0.0
    share = right / count
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (share + z * z / (2 * count) - spread) / (1 + z * z / count)
