"""Bench: measure everything (``python -m bench``; ``--full`` at ten million; ``--only`` some parts)."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import batch, calibration, footprint, growth, identification, loading, peers, report
from bench.context import Context, machine
from bench.ledger import running as ledger
from salwa.kernel.identification.warm import main as warm

ROWS = 1_000_000
FULL = 10_000_000
RESULTS = Path("bench/results")
PARTS: dict[str, Callable[[Context], dict[str, Any]]] = {
    "build": footprint.build,
    "identification": identification.run,
    "peers": peers.run,
    "growth": growth.run,
    "calibration": calibration.run,
    "batch": batch.run,
    "footprint": footprint.run,
    "loading": loading.run,
    "ledger": ledger.run,
    "tamper": ledger.tamper,
}
NEEDS = {"peers": "identification"}


def measure(context: Context, wanted: list[str]) -> dict[str, Any]:
    """Run the parts and give their results."""
    results: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "full": context.full,
        "machine": machine(),
    }
    for name in wanted:
        began = time.perf_counter()
        print(f"{name} …", flush=True)
        results[name] = PARTS[name](context)
        print(f"{name}: {time.perf_counter() - began:.0f} s", flush=True)
    return results


def renewed(before: dict[str, Any], results: dict[str, Any], parts: list[str]) -> dict[str, Any]:
    """Put parts that were measured anew into earlier results, with the day and what the machine then was."""
    dates = dict.fromkeys(parts, results["date"])
    return before | {part: results[part] for part in parts} | {"renewed": before.get("renewed", {}) | dates}


def newest() -> list[dict[str, Any]]:
    """Give the newest results of each size that has been measured, the largest first."""
    files = (RESULTS / f"{name}.json" for name in ("full", "million"))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()]


def soaked() -> dict[str, Any]:
    """Give what the soak came to last; nothing where it has not run."""
    file = RESULTS / "soak.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def main() -> None:
    """Measure, and write bench/results/*.json and docs/reference/bench.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help="ten million records instead of one million")
    options.add_argument("--only", nargs="+", choices=list(PARTS), help="some parts; the page is not written then")
    options.add_argument("--anew", action="store_true", help="with --only: put them into the last results, and say so")
    options.add_argument("--folder", type=Path, help="where made-up registers are kept between runs")
    options.add_argument("--rows", type=int, help="another size of the register; the page is not written then")
    given = options.parse_args()
    wanted = given.only or [name for name in PARTS if not (given.full and name == "loading")]
    wanted = list(dict.fromkeys(name for one in wanted for name in (NEEDS.get(one, one), one)))
    warm()
    with tempfile.TemporaryDirectory() as temporary:
        rows = given.rows or (FULL if given.full else ROWS)
        results = measure(Context(given.folder or Path(temporary), rows, given.full), wanted)
    RESULTS.mkdir(parents=True, exist_ok=True)
    size = "full" if given.full else "million"
    if given.only and given.anew and not given.rows:
        results = renewed(json.loads((RESULTS / f"{size}.json").read_text(encoding="utf-8")), results, wanted)
    name = size if "renewed" in results or not (given.only or given.rows) else "part"
    (RESULTS / f"{name}.json").write_text(json.dumps(results, indent=1, default=str) + "\n", encoding="utf-8")
    if name != "part":
        report.PAGE.parent.mkdir(parents=True, exist_ok=True)
        report.PAGE.write_text(report.page(newest(), soaked()), encoding="utf-8")
    for what, aimed, got, ok in report.targets(results):
        print(f"{'reached' if ok else 'MISSED '}  {what}: {got} ({aimed})")


if __name__ == "__main__":
    main()
