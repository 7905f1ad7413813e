"""Bench, ledger: what was measured as tables, a plot, and against what was to be reached."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import vl_convert

Results = dict[str, Any]
Aim = tuple[str, str, object, bool]
WORKS = {
    "register": "register a firearm",
    "report": "report a loss or a find",
    "history": "history of 5 entries",
    "history_of_200": "history of 200 entries",
    "proof": "proof of inclusion",
}
PICTURES = Path("docs/reference")
AS_FAST = 1.5
"""Up to this ratio of the middle times, work counts as fast at the greatest size as at the smallest."""


def picture(*, full: bool) -> str:
    """Give the file name of the plot."""
    return f"bench-ledger-growth-{'full' if full else 'million'}.svg"


def draw(sizes: Results, *, full: bool) -> None:
    """Write the plot of the middle time of each work over the number of entries."""
    values = [
        {"entries": int(size), "what": WORKS[name], "ms": one[name]["p50_ms"]}
        for size, one in ((size, found["singles"]) for size, found in sizes.items())
        for name in WORKS
    ]
    entries = sorted({one["entries"] for one in values})
    x = {
        "field": "entries",
        "type": "quantitative",
        "scale": {"type": "log"},
        "title": "entries in the log",
        "axis": {"values": entries, "format": ","},
    }
    y = {"field": "ms", "type": "quantitative", "title": "milliseconds, p50", "scale": {"zero": True}}
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": 300,
        "padding": {"left": 5, "top": 5, "right": 40, "bottom": 5},
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {"x": x, "y": y, "color": {"field": "what", "type": "nominal", "title": None}},
        "config": {"legend": {"labelLimit": 400}, "font": "sans-serif"},
    }
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / picture(full=full)).write_text(vl_convert.vegalite_to_svg(json.dumps(spec)), encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join("–" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def ledger(results: Results) -> str:
    """Give the section about the log; nothing where it was not measured."""
    one = results.get("ledger")
    if not one:
        return ""
    return "\n\n".join(
        (_appending(one), _growth(one, full=results["full"]), _acting(one), _verified(one), _beside(one))
    )


def tampering(results: Results) -> str:
    """Give the section about alterations; nothing where none were made."""
    one = results.get("tamper")
    if not one:
        return ""
    missed = "" if not one["missed"] else " Missed: " + ", ".join(one["missed"]) + "."
    return (
        f"### Rows altered as superuser\n\n{one['alterations']:,} rows of {len(one['by_table'])} tables, drawn at "
        f"random, were changed, deleted or put in past every trigger and right, in a register of {one['rows']:,} "
        f"rows. One verification of {one['seconds']} s named {one['found']:,} of them.{missed}\n\n"
        + table(("table", "rows altered"), one["by_table"].items())
    )


def soaked(told: Results) -> str:
    """Give the section about the running node that was killed; nothing where it was not."""
    one = told.get("killed")
    if not one:
        return ""
    kills = sum(one["kills"].values())
    return (
        f"## Killed while it runs\n\nWritten by `python -m bench.soak`. `salwa run` served pages and sealed, three "
        f"officers recorded losses and finds as fast as they could, and {kills} times something was killed without "
        "warning. After each time the register was looked through: every event has its entry, every entry its event, "
        "every state follows from its events, the log has no gap, `salwa ledger verify` finds nothing, and what was "
        "acknowledged is there.\n\n"
        + table(
            ("what", "measured"),
            [
                *((f"kills: {name}", count) for name, count in sorted(one["kills"].items())),
                ("actions acknowledged", one["acknowledged"]),
                ("entries in the log", one["entries"]),
                ("seconds", one["seconds"]),
                ("faults", len(one["faults"])),
            ],
        )
        + "\n"
    )


def _appending(one: Results) -> str:
    rows = [
        (f"{int(size):,}", grown["written_per_s"], grown["sealed_per_s"], grown["both_per_s"])
        for size, grown in ((size, found["grown"]) for size, found in one["sizes"].items())
    ]
    return (
        "### The log\n\n*Written*: entries with their bytes come into the tables and the queue, made by the database. "
        "*Sealed*: they get their places, the tree grows, the tiles are stored, the checkpoint is signed, 20,000 at a "
        "time. *Both*: one after the other. What a busy second leaves behind is sealed in "
        f"{one['busy_second_sealed_ms']} ms.\n\n"
        + table(("entries so far", "written a second", "sealed a second", "both"), rows)
    )


def _growth(one: Results, *, full: bool) -> str:
    rows = [
        (f"{int(size):,}", WORKS[name], found["singles"][name]["p50_ms"], found["singles"][name]["p95_ms"])
        for size, found in one["sizes"].items()
        for name in WORKS
    ]
    return (
        "### Work on one record\n\nThe register grows with the log: five events a firearm, each with its entry. Time "
        "is that of the whole action or query, the commit included. The life of 200 has its entries spread over the "
        f"whole log.\n\n![Time of work on one record by size of the log]({picture(full=full)})\n\n"
        + table(("entries", "work", "p50 ms", "p95 ms"), rows)
    )


def _acting(one: Results) -> str:
    act = one["acting"]
    return f"### Actions at {act['clients']} clients\n\n" + table(
        ("what", "measured"), [(name.replace("_", " "), value) for name, value in act.items()]
    )


def _verified(one: Results) -> str:
    log, rows = one["verified"], one["records"]
    return "### Verification\n\n" + table(
        ("what", "number", "seconds", "a second"),
        [
            ("entries of the log", f"{log['entries']:,}", log["seconds"], log["per_s"]),
            ("rows of record against the log", f"{rows['rows']:,}", rows["seconds"], rows["rows_per_s"]),
        ],
    )


def _beside(one: Results) -> str:
    peer = one["pymerkle"]
    rows = [
        (name, told["per_s"], told["p50_ms"], told["p95_ms"], told.get("times_append"), told.get("times_proof"))
        for name, told in (
            ("kernel", peer["kernel"]),
            ("pymerkle, in memory", peer["memory"]),
            ("pymerkle, SQLite", peer["stored"]),
        )
    ]
    return (
        f"### Beside pymerkle\n\nThe same {peer['entries']:,} entries, in a process of its own; both come to the same "
        "root. *Times*: how many times as long it takes as the kernel. pymerkle keeps every node of the tree at hand "
        "in memory; the kernel keeps one hash in 256 above the entries', as files that anybody can serve.\n\n"
        + table(("", "appended a second", "proof p50 ms", "proof p95 ms", "times to append", "times to prove"), rows)
    )


def aims_of_ledger(one: Results) -> Iterable[Aim]:
    """Give each aim about the log with what was measured."""
    sizes = one["sizes"]
    smallest, greatest = (sizes[str(size)] for size in (min(map(int, sizes)), max(map(int, sizes))))
    yield _least("entries a second, sealed in bulk", greatest["grown"]["sealed_per_s"], 60_000)
    yield _least("actions a second at 8 clients", one["acting"]["per_s"], 150)
    yield _most("seconds that sealing is behind", one["acting"]["seconds_behind_at_most"], 5)
    yield _most("ms to prove one entry, p95", greatest["singles"]["proof"]["p95_ms"], 1)
    yield _most("ms for a history of 200 entries, p95", greatest["singles"]["history_of_200"]["p95_ms"], 5)
    for name, told in WORKS.items():
        times = round(greatest["singles"][name]["p50_ms"] / smallest["singles"][name]["p50_ms"], 2)
        yield _most(f"times as long at the greatest size: {told}", times, AS_FAST)
    yield _least("entries of the log verified a second", one["verified"]["per_s"], 200_000)
    yield _least("rows of record verified a second", one["records"]["rows_per_s"], 20_000)


def aims_of_tamper(one: Results) -> Iterable[Aim]:
    """Give the aim about alterations."""
    yield _least(f"of {one['alterations']:,} altered rows named", one["found"], one["alterations"])
    yield _most("faults named in a register as it was written", one["faults_before"], 0)


def _least(what: str, got: float, least: float) -> Aim:
    return what, f"≥ {least:,}", got, got >= least


def _most(what: str, got: float, most: float) -> Aim:
    return what, f"≤ {most:,}", got, got <= most
