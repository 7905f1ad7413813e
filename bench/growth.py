"""Bench: how the time of a question grows with the register, as a plot."""

import json
from pathlib import Path
from typing import Any

import vl_convert

from bench.context import ONE, TWO, Context, damaged_serials, milliseconds, one_core
from bench.identification import asked
from bench.questions import segment_of
from salwa.kernel.identification.index import Index

SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
PICTURES = Path("docs/reference")
"""Where the plot goes: one for each size of the bench."""


def picture(*, full: bool) -> str:
    """Give the file name of the plot."""
    return f"bench-growth-{'full' if full else 'million'}.svg"


def run(context: Context) -> dict[str, Any]:
    """Ask 600 damaged serials of registers of growing size; write the plot."""
    points = []
    for rows in SIZES:
        if rows > context.rows:
            break
        segment = segment_of(context.folder, rows, context.seed)
        damaged = damaged_serials(segment, 600, context.seed)
        with one_core():
            times, _, _ = asked(Index([segment]), damaged)
        for name, kinds in (("one edit or illegible character", ONE), ("two", TWO)):
            some = [time for time, one in zip(times, damaged, strict=True) if one.kind in kinds]
            points.append({"rows": rows, "damage": name} | milliseconds(some))
    draw(points, PICTURES / picture(full=context.full))
    return {"points": points}


def draw(points: list[dict[str, Any]], path: Path) -> None:
    """Write the plot of p50 and p95 over the size of the register."""
    values = [
        {"rows": one["rows"], "what": f"{one['damage']}, {quantile}", "ms": one[f"{quantile}_ms"]}
        for one in points
        for quantile in ("p50", "p95")
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": 300,
        "padding": {"left": 5, "top": 5, "right": 40, "bottom": 5},
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {
                "field": "rows",
                "type": "quantitative",
                "scale": {"type": "log"},
                "title": "firearms in the register",
                "axis": {"values": sorted({one["rows"] for one in points})},
            },
            "y": {
                "field": "ms",
                "type": "quantitative",
                "title": "milliseconds for a question",
                "scale": {"zero": True},
            },
            "color": {"field": "what", "type": "nominal", "title": None},
        },
        "config": {"legend": {"labelLimit": 400}, "font": "sans-serif"},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(vl_convert.vegalite_to_svg(json.dumps(spec)), encoding="utf-8")
