"""Bench: fit the parameters of identification (``python -m bench.fit``).

Questions come from the first error model (salwa.kernel.synthesis.damage), a fifth of them truly absent, against two
made-up registers of different size, so that the density of the series differs. What is minimised is the mean of
-log p(right answer), the right answer being the true record or "not in this register", as the search itself gives p;
of a registered firearm that was not found it is the share beyond what is looked for. One number after the other is
moved up and down as long as that helps (coordinate descent); every number stays within the bounds below, so that a
class of damage that the model happens not to have keeps a sane cost. The second error model is never looked at here.
The numbers are written back into ``parameters.toml`` with their comments kept.
"""

import argparse
import copy
import math
import re
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.questions import Asked, first_questions, index_of
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.parameters import FITTED, Parameters

SIZES = (100_000, 1_000_000)
SEED = 11
LEAST = 1e-4
LEAST_STEP = 0.05
Data = dict[str, Any]
Case = tuple[Index, Sequence[Asked]]

STEPS: dict[str, tuple[float, float, float]] = {
    "costs": (0.5, 0.3, 9.0),
    "scale": (0.1, 0.1, 1.2),
    "differs": (0.4, -6.0, -0.2),
    "missing": (0.3, -1.0, 0.5),
    "agreement.echo": (0.1, 0.0, 0.6),
    "absent.level": (0.4, -3.0, 3.0),
    "absent.power": (0.05, 0.5, 1.0),
    "absent.occupied": (0.04, 0.01, 0.6),
    "absent.beside": (0.03, 0.01, 0.4),
    "absent.namesake": (0.001, 0.0005, 0.02),
    "beyond.two_left": (0.01, 0.001, 0.5),
}
"""First step, least and greatest value, by path or by the name of the section or number."""
DAMAGED_ONCE = {"substituted", "inserted", "dropped", "transposed", "prefix_lost", "suffix_lost"}
"""Classes of the first error model that take one edit or a lost end."""
FREE = {"costs.second_edit": (0.5, -3.0, 3.0)}


def cases(folder: Path, count: int) -> list[Case]:
    """Registers with their questions."""
    return [(index_of(folder, rows, SEED), first_questions(rows, SEED, count)) for rows in SIZES]


def loss(data: Data, fitted_on: Sequence[Case]) -> float:
    """Give the mean of -log p(right answer) under ``data``."""
    parameters = Parameters.from_data(data)
    total, count = 0.0, 0
    for index, questions in fitted_on:
        trial = Index(index.segments, None, parameters)
        for asked in questions:
            if asked.evidence.serials:
                total -= math.log(max(LEAST, right(trial, asked)))
                count += 1
    return total / count


def right(index: Index, asked: Asked) -> float:
    """Give the probability that ``index`` gives the right answer."""
    looked = index.weighed(asked.evidence)
    whole = looked.all + looked.absent + looked.beyond
    if whole <= 0.0:
        return float(asked.record == 0)
    if asked.record == 0:
        return looked.absent / whole
    found = -sum(hit.minus for hit in looked.hits() if hit.record == asked.record)
    return (found or looked.beyond) / whole


def reach(questions: Sequence[Asked]) -> dict[str, float]:
    """Give what of ``beyond`` is counted, not fitted: illegible characters leave fewer edits to look for.

    Beside them a serial is damaged as often as without them; so the share of legible serials with an edit or more, or
    with two, is the share beyond reach where none is left, or one; for each absent firearm.
    """
    registered = [asked for asked in questions if asked.record]
    legible = [asked.kind for asked in registered if not asked.kind.startswith("unreadable")]
    odds = len(registered) / (len(questions) - len(registered)) / len(legible)
    two = sum(kind == "two_edits" for kind in legible)
    one = sum(kind in DAMAGED_ONCE for kind in legible)
    return {"none_left": round(odds * (one + two), 2), "one_left": round(odds * two, 2)}


def paths(data: Data, before: str = "") -> Iterator[str]:
    """Give the path of every number that is fitted."""
    for name, value in data.items():
        path = f"{before}{name}"
        if isinstance(value, dict):
            yield from paths(value, f"{path}.")
        elif bounds(path) is not None:
            yield path


def bounds(path: str) -> tuple[float, float, float] | None:
    """Give first step, least and greatest value of a number; None where it is not fitted."""
    if path.startswith("costs.registered_unreadable"):
        return None
    for key in (path, path.split(".", maxsplit=1)[0], path.rsplit(".", maxsplit=1)[-1]):
        if key in FREE or key in STEPS:
            return FREE.get(key) or STEPS[key]
    return None


def get(data: Data, path: str) -> float:
    """Give the number at ``path``."""
    for name in path.split("."):
        data = data[name]
    return float(data)  # type: ignore[arg-type]  # the last step down is a number


def put(data: Data, path: str, value: float) -> Data:
    """Give a copy of ``data`` with another number at ``path``."""
    out = copy.deepcopy(data)
    inner = out
    *above, last = path.split(".")
    for name in above:
        inner = inner[name]
    inner[last] = value
    return out


def fit(data: Data, fitted_on: Sequence[Case], sweeps: int, only: Sequence[str] = ()) -> Data:
    """Move one number after the other, or ``only`` those at some paths; give the best found."""
    best = loss(data, fitted_on)
    print(f"before: {best:.4f}", flush=True)
    steps = {path: bounds(path) for path in only or paths(data)}
    for sweep in range(sweeps):
        began = time.perf_counter()
        for path, bound in steps.items():
            assert bound is not None
            step, least, greatest = bound
            data, best = moved(data, (path, step / 2**sweep, least, greatest), best, fitted_on)
        print(f"sweep {sweep + 1}: {best:.4f} in {time.perf_counter() - began:.0f} s", flush=True)
    return data


def moved(
    data: Data, along: tuple[str, float, float, float], best: float, fitted_on: Sequence[Case]
) -> tuple[Data, float]:
    """Move one number up or down as long as that helps."""
    path, step, least, greatest = along
    for way in (1.0, -1.0):
        gained = False
        while True:
            value = min(greatest, max(least, get(data, path) + way * step))
            if value == get(data, path):
                break
            trial = put(data, path, round(value, 4))
            here = loss(trial, fitted_on)
            if here >= best - 1e-5:
                break
            data, best, gained = trial, here, True
        if gained:
            break
    return data, best


def written(text: str, data: Data) -> str:
    """Put the numbers of ``data`` into the text of a parameter file, comments kept."""
    section, out = "", []
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]") + "."
        number = re.match(r"(\w+) = ", line)
        if number and not line.startswith("#"):
            value = get(data, section + number[1])
            line = f"{number[1]} = {int(value) if value == int(value) and '.' not in line else value}"  # noqa: PLW2901
        out.append(line)
    return "\n".join(out) + "\n"


def main() -> None:
    """Fit and write the parameters."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=2000, help="questions to each register")
    options.add_argument("--sweeps", type=int, default=3)
    options.add_argument("--only", nargs="+", default=(), metavar="PATH", help="numbers to move; the others stay")
    options.add_argument("--folder", type=Path, help="where the made-up registers are kept between runs")
    options.add_argument("--output", type=Path, default=FITTED)
    given = options.parse_args()
    text = FITTED.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        fitted_on = cases(given.folder or Path(temporary), given.questions)
        data = tomllib.loads(text)
        data["beyond"] |= reach([asked for _, questions in fitted_on for asked in questions])
        data = fit(data, fitted_on, given.sweeps, given.only)
    given.output.write_text(written(text, data), encoding="utf-8")


if __name__ == "__main__":
    main()
