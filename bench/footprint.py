"""Bench: a fresh process from its start to the first answer, and the memory that it takes of its own."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.context import Context
from salwa.kernel.identification.segments import write_segment
from salwa.kernel.synthesis.records import segment_records

ASK = """
import os, sys, json
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salwa.config.settings")
django.setup()
from pathlib import Path
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.segments import Segment
from salwa.kernel.marks import read
from salwa.kernel.marks.model import Written
index = Index([Segment.open(Path(sys.argv[1]))])
ranking = index.search(evidence_from(read(Written(serial=sys.argv[2], make="Glock"))))
status = dict(line.split(":", 1) for line in open("/proc/self/status") if line.startswith(("Rss", "VmHWM")))
print(json.dumps({"verdict": ranking.verdict} | {k: int(v.split()[0]) for k, v in status.items()}))
"""
RUNS = 5


def run(context: Context) -> dict[str, Any]:
    """Start a process with Django that asks once; five times, the middle one counts."""
    runs = []
    for one in context.damaged[:RUNS]:
        began = time.perf_counter()
        arguments = [sys.executable, "-c", ASK, str(context.segment.folder), one.written]
        done = subprocess.run(arguments, capture_output=True, text=True, check=True)
        runs.append((time.perf_counter() - began, json.loads(done.stdout)))
    runs.sort(key=lambda pair: pair[0])
    seconds, told = runs[len(runs) // 2]
    return {
        "rows": context.segment.rows,
        "first_answer_s": round(seconds, 2),
        "anonymous_mb": round(max(one["RssAnon"] for _, one in runs) / 1024),
        "mapped_resident_mb": round(told["RssFile"] / 1024),
        "mapped_mb": round(context.segment.mapped_bytes / 1e6),
    }


def build(context: Context) -> dict[str, Any]:
    """Build the segment anew from rows in memory."""
    rows = list(segment_records(context.rows, context.seed))
    with tempfile.TemporaryDirectory(dir=context.folder) as folder:
        summary = write_segment(Path(folder) / "built", rows)
    return {
        "rows": summary.rows,
        "seconds": round(summary.seconds, 1),
        "per_10_million_s": round(summary.seconds * 1e7 / summary.rows, 1),
        "mb": round(summary.bytes / 1e6),
    }
