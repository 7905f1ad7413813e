"""Demonstration, identification: find 320 really recovered firearms again in a register of a million."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from salwa.contexts.tracing.public import Answer
from salwa.demo import worked
from salwa.demo.reckoning import SURE, Outcome, Place, first_right, percentile, verdicts
from salwa.demo.recoveries import PUBLISHED, Group, Recovery, sale_to_crime
from salwa.kernel.marks.model import Written
from salwa.kernel.synthesis.register import SCHEMA, register

SYNTHETIC: Final = "Made-up register of XC"
SALES: Final = "First sales, Delaware 2020 to 2025"

_GROUPS: Final = {
    Group.WRITTEN_DIFFERENTLY: "written differently by the two hands",
    Group.WRITTEN_ALIKE: "written alike by both",
    Group.ONE_HAND: "one hand only (no evidence)",
    Group.NO_SERIAL: "no serial at all (no evidence)",
}


def write_register(path: Path, rows: int, seed: int) -> None:
    """Write the made-up register of ``rows`` firearms as a Parquet table that the importer reads."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for batch in register(rows, seed):
            writer.write_batch(batch)


def write_sales(path: Path, sales: Sequence[Recovery]) -> None:
    """Write the real first sales as a table that the importer reads."""
    pq.write_table(pa.Table.from_pylist([sale.registered() for sale in sales], schema=SCHEMA), path)


def identify_all(recovered: Sequence[Recovery], identify: Callable[[Written], Answer]) -> list[Outcome]:
    """Identify each firearm from its marks as written, one after the other, with the clock on."""
    outcomes = []
    for one in recovered:
        written = one.written()
        began = time.perf_counter()
        answer = identify(written)
        outcomes.append(Outcome(one, answer, (time.perf_counter() - began) * 1000))
    return outcomes


def told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Tell what came out, in lines."""
    return chain(
        _verdicts(outcomes), _first_right(outcomes), _sureness(outcomes), _sale_to_crime(outcomes), _worked(outcomes)
    )


def _verdicts(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"Verdicts on {len(outcomes)} recovered firearms:"
    yield from (f"  {count:5d}  {verdict}" for verdict, count in verdicts(outcomes).items())
    yield f"Time for one answer: median {percentile(outcomes, 50):.1f} ms, p95 {percentile(outcomes, 95):.1f} ms."


def _first_right(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield ""
    yield "How often the true sale was the first record named:"
    for group, counts in first_right(outcomes).items():
        line = f"  {counts['right']:3d} of {counts['of']:3d}  {_GROUPS[Group(group)]}"
        equals = counts["among_equals"]
        yield line + (f"; {equals} more among equals that no mark tells apart" if equals else "")


def _sureness(outcomes: Sequence[Outcome]) -> Iterator[str]:
    sure = [one for one in outcomes if one.is_sure]
    wrong = [one for one in sure if one.is_surely_wrong]
    yield f"Answers with a probability of {SURE:.2f} or more: {len(sure)}, of which wrong: {len(wrong)}."
    for one in wrong:
        best = one.answer.candidates[0]
        yield f"  wrong: written {one.recovery.written().serial}, named {best.serial}, sold {one.recovery.serial_sold}"


def _sale_to_crime(outcomes: Sequence[Outcome]) -> Iterator[str]:
    span = sale_to_crime(one.recovery for one in outcomes if one.place is not Place.ELSEWHERE)
    impossible = sale_to_crime(one.recovery for one in outcomes)
    yield ""
    if len(span.days) > 1:
        low, middle, high = (round(days) for days in quantiles(span.days, n=4))
        yield (
            f"From first sale to crime, {len(span.days)} found firearms with both dates: median {middle} days "
            f"({middle / 365.25:.1f} years), half of them between {low} and {high} days."
        )
    yield (
        f"Impossible dates: {impossible.before_sale} crimes before the sale, {impossible.in_future} crimes after "
        f"{PUBLISHED.isoformat()}, when the data were published; left out."
    )


def _worked(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for number, (rule, outcome) in enumerate(worked.chosen(outcomes), 1):
        yield ""
        yield f"Worked case {number}, {rule}:"
        yield from (f"  {line}" for line in worked.told(outcome))
