"""Bench: many questions at once, and the same linkage by Splink with ordinary blocking."""

import logging
import time
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

from bench.context import Context, Damaged, damaged_serials, one_core
from bench.identification import evidence
from bench.questions import segment_of
from salwa.kernel.identification.bulk import match_batch
from salwa.kernel.identification.collecting import ONE_EDIT, TWO_EDITS
from salwa.kernel.identification.describing import describe
from salwa.kernel.identification.questions import questions
from salwa.kernel.identification.segments import Segment

ROWS = 100_000
SPLINK_ROWS = 1_000_000
SPLINK_QUESTIONS = 2_000
SURE = 0.5
"""Probability from which a pair counts as found, for both."""


def run(context: Context) -> dict[str, Any]:
    """Give seconds for 10^5 rows at one edit and for the whole cascade, one core; and Splink on 10^6 records."""
    return {"bulk": _bulk(context), "splink": _beside_splink(context)}


def _bulk(context: Context) -> dict[str, Any]:
    damaged = damaged_serials(context.segment, ROWS, context.seed + 1)
    batch = questions((str(at), evidence(one)) for at, one in enumerate(damaged))
    folders = [context.segment.folder]
    match_batch(folders, batch.slice(0, 1000))
    out: dict[str, Any] = {"questions": ROWS, "rows": context.segment.rows}
    with one_core():
        for name, edits in (("one_edit", ONE_EDIT), ("cascade", TWO_EDITS)):
            began = time.perf_counter()
            answers = match_batch(folders, batch, edits=edits)
            seconds = time.perf_counter() - began
            out[name] = {"seconds": round(seconds, 2), "per_second": round(ROWS / seconds)} | _found(answers, damaged)
    return out


def _found(answers: pa.RecordBatch, damaged: list[Damaged]) -> dict[str, float]:
    first = answers.filter(pa.compute.less_equal(answers.column("rank"), 1))
    records = first.column("record").fill_null(0).to_numpy(zero_copy_only=False)
    shares = first.column("probability").fill_null(0.0).to_numpy(zero_copy_only=False)
    right = records == np.array([one.record for one in damaged])
    return _f1(int((right & (shares >= SURE)).sum()), int((shares >= SURE).sum()), len(damaged))


def _f1(right: int, given: int, wanted: int) -> dict[str, float]:
    precision, recall = right / max(given, 1), right / wanted
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _frame(segment: Segment) -> pa.Table:
    arrays = segment.arrays
    serials = np.repeat(np.arange(len(arrays.words)), np.diff(arrays.starts))
    texts, _ = describe(arrays, serials, np.arange(segment.rows))
    makes = (arrays.rows[:, 2] & np.uint64(0xFFFF)).astype(int)
    ids = pa.array(arrays.rows[:, 0]).cast(pa.string())
    return pa.table({"unique_id": ids, "serial": pa.array(texts).cast(pa.string()), "make": makes})


def _beside_splink(context: Context) -> dict[str, Any]:
    segment = segment_of(context.folder, SPLINK_ROWS, context.seed)
    damaged = damaged_serials(segment, SPLINK_QUESTIONS, context.seed + 2)
    batch = questions((str(at), evidence(one)) for at, one in enumerate(damaged))
    asked = pa.table(
        {
            "unique_id": [f"q{at}" for at in range(len(damaged))],
            "serial": [one.written for one in damaged],
            "make": [one.make or None for one in damaged],
        }
    )
    match_batch([segment.folder], batch.slice(0, 100))
    with one_core():
        one = _ours(segment, batch, damaged, ONE_EDIT)
        two = _ours(segment, batch, damaged, TWO_EDITS)
        theirs = _splink(asked, _frame(segment), [one.record for one in damaged])
    return {
        "rows": SPLINK_ROWS,
        "questions": SPLINK_QUESTIONS,
        "kernel_one_edit": one,
        "kernel_cascade": two,
        "splink": theirs,
        "times_one_edit": round(theirs["seconds"] / one["seconds"], 1),
        "times_cascade": round(theirs["seconds"] / two["seconds"], 1),
        "times_scoring_alone": round(theirs["scoring_seconds"] / one["seconds"], 1),
    }


def _ours(segment: Segment, batch: pa.RecordBatch, damaged: list[Damaged], edits: int) -> dict[str, float]:
    began = time.perf_counter()
    answers = match_batch([segment.folder], batch, edits=edits)
    return {"seconds": round(time.perf_counter() - began, 4)} | _found(answers, damaged)


def _splink(asked: pa.Table, held: pa.Table, truth: list[int]) -> dict[str, Any]:
    """Ordinary blocking: beginning, end and middle of the serial, each with the make, then the serial alone."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(config={"threads": 1})
    api = DuckDBAPI(connection)
    rules = [
        block_on("substr(serial, 1, 4)", "make"),
        block_on("substr(serial, -4)", "make"),
        block_on("substr(serial, 3, 4)", "make"),
        block_on("serial"),
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.DamerauLevenshteinAtThresholds("serial", [1, 2]),
            cl.ExactMatch("make").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=rules,
        probability_two_random_records_match=1 / len(held),
    )
    began = time.perf_counter()
    frames = [api.register(asked, dataset_display_name="asked"), api.register(held, dataset_display_name="held")]
    linker = Linker(frames, settings, log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("substr(serial, 1, 4)"))
    trained = time.perf_counter()
    scored = linker.inference.predict().physical_name
    pairs = connection.execute(f"SELECT unique_id_l, unique_id_r, match_probability FROM {scored}").fetchall()
    ended = time.perf_counter()
    return {
        "seconds": round(ended - began, 2),
        "scoring_seconds": round(ended - trained, 2),
    } | _best_pairs(pairs, truth)


def _best_pairs(pairs: list[tuple[str, str, float]], truth: list[int]) -> dict[str, float]:
    """Of each question the likeliest pair; the threshold is the one that is best for Splink's own F1."""
    best: dict[str, tuple[float, str]] = {}
    for left, right, share in pairs:
        question, record = (left, right) if left.startswith("q") else (right, left)
        best[question] = max(best.get(question, (0.0, "")), (share, record))
    right_of = {question: record == str(truth[int(question[1:])]) for question, (_, record) in best.items()}
    shares = np.array([share for share, _ in best.values()])
    scores = []
    for threshold in np.quantile(shares, np.linspace(0, 0.9, 10)) if len(shares) else [0.0]:
        given = [right_of[question] for question, (share, _) in best.items() if share >= threshold]
        scores.append(_f1(sum(given), len(given), len(truth)))
    return max(scores, key=lambda one: one["f1"])
