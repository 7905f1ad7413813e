"""Bench: the same damaged serials asked of other software, each from its package, on the same folded serials."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import fuzzyfst
import numpy as np
import psycopg
import tantivy
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bench.context import TWO, Context, Damaged, by_group, milliseconds, one_core
from salwa.kernel.marks.folding import folded
from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home

PREFIX = {"pg_trgm": 300, "rapidfuzz": 40, "tantivy": 300, "fuzzyfst": 300}
"""Questions that each peer is asked: a prefix of the mixed order, the ratio to us is on that same prefix."""
SIMILARITY = 0.2
MOST = 1000
Ask = Callable[[Damaged, str], bool]


def run(context: Context) -> dict[str, Any]:
    """Ask every peer; give build seconds, p50, p95, recall and how many times faster the kernel is."""
    peers = {"pg_trgm": _pg_trgm, "rapidfuzz": _rapidfuzz, "tantivy": _tantivy, "fuzzyfst": _fuzzyfst}
    out = {}
    for name, peer in peers.items():
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            ask, close = peer(context.folded, Path(folder))
            built = time.perf_counter() - began
            out[name] = {"build_s": round(built, 1)} | _measured(context, name, ask)
            close()
        print(f"  {name}: {out[name]['classes'].get('all')}", flush=True)
    return out


def _measured(context: Context, name: str, ask: Ask) -> dict[str, Any]:
    asked = context.damaged[: PREFIX[name]]
    if name in ("tantivy", "fuzzyfst"):
        asked = [one for one in asked if "?" not in one.written and one.kind != "beginning lost"]
    ours = dict(zip(map(id, context.damaged), zip(*context.results["our_times"], strict=True), strict=True))
    times, seen = [], []
    with one_core():
        for one in asked:
            question = folded(one.written)
            began = time.perf_counter()
            seen.append(ask(one, question))
            times.append(time.perf_counter() - began)

    def measure(at: Sequence[int]) -> dict[str, Any]:
        theirs = milliseconds([times[i] for i in at])
        mine = milliseconds([ours[id(asked[i])][0] for i in at])
        return theirs | {
            "candidates": round(100 * float(np.mean([seen[i] for i in at])), 2),
            "our_candidates": round(100 * float(np.mean([ours[id(asked[i])][1] for i in at])), 2),
            "times_p50": round(theirs["p50_ms"] / mine["p50_ms"], 1),
            "times_p95": round(theirs["p95_ms"] / mine["p95_ms"], 1),
        }

    return {"asked": len(asked), "classes": by_group([one.kind for one in asked], measure)}


def _pg_trgm(serials: Sequence[str], folder: Path) -> tuple[Ask, Callable[[], None]]:
    """A private PostgreSQL, one table, GIN over trigrams; an illegible character becomes a space."""
    cluster = Cluster.of(Home(folder / "home"))
    starting.create(Home(folder / "home"))
    connection = starting.superuser(cluster)
    for statement in ("CREATE EXTENSION IF NOT EXISTS pg_trgm", "CREATE UNLOGGED TABLE s (id int, f text)"):
        connection.execute(statement)
    with connection.cursor().copy("COPY s FROM STDIN") as copy:
        for at in range(0, len(serials), 100_000):
            rows = enumerate(serials[at : at + 100_000], at)
            copy.write("".join(f"{number}\t{text}\n" for number, text in rows))
    for statement in (
        "SET maintenance_work_mem = '1GB'",
        "CREATE INDEX ON s USING gin (f gin_trgm_ops)",
        "VACUUM ANALYZE s",
        f"SET pg_trgm.similarity_threshold = {SIMILARITY}",
        "SET max_parallel_workers_per_gather = 0",
    ):
        connection.execute(statement)

    def ask(one: Damaged, question: str) -> bool:
        sought = question.replace("?", " ")
        rows = connection.execute(
            "SELECT id FROM s WHERE f %% %s ORDER BY similarity(f, %s) DESC LIMIT %s", (sought, sought, MOST)
        ).fetchall()
        return any(number == one.serial for (number,) in rows)

    def close() -> None:
        connection.close()
        cluster.stop()
        cluster.remove()

    _pin_server(connection)
    return ask, close


def _pin_server(connection: psycopg.Connection) -> None:
    """Keep the server's process on the core of the measurement, as every other peer is."""
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    if row:
        os.sched_setaffinity(row[0], {max(os.sched_getaffinity(0))})


def _rapidfuzz(serials: Sequence[str], _folder: Path) -> tuple[Ask, Callable[[], None]]:
    def ask(one: Damaged, question: str) -> bool:
        distances = process.cdist([question], serials, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8, workers=1)[
            0
        ]
        return bool(distances[one.serial] <= 2)

    return ask, lambda: None


def _tantivy(serials: Sequence[str], folder: Path) -> tuple[Ask, Callable[[], None]]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("f", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("id", stored=True, fast=True)
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(heap_size=500_000_000, num_threads=1)
    for number, text in enumerate(serials):
        writer.add_document(tantivy.Document(f=text, id=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(one: Damaged, question: str) -> bool:
        distance = 2 if one.kind in TWO else 1
        query = tantivy.Query.fuzzy_term_query(schema, "f", question, distance=distance)
        hits = searcher.search(query, limit=MOST).hits
        return any(searcher.doc(address)["id"][0] == one.serial for _, address in hits)

    return ask, lambda: None


def _fuzzyfst(serials: Sequence[str], folder: Path) -> tuple[Ask, Callable[[], None]]:
    path = str(folder / "serials.fst")
    fuzzyfst.build(path, serials, sort_input=True)
    held = fuzzyfst.Fst.open(path)

    def ask(one: Damaged, question: str) -> bool:
        distance = 2 if one.kind in TWO else 1
        found = held.fuzzy_search(question, max_distance=distance, metric="damerau")
        return any(word == serials[one.serial] for word, _ in found)

    return ask, lambda: shutil.rmtree(folder, ignore_errors=True)
