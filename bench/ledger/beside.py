"""Bench, ledger: the same entries appended and proved by pymerkle, in a process of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.context import milliseconds
from salwa.kernel.ledger.tiles import Place, TileNodes, grown
from salwa.kernel.ledger.tree import Frontier, inclusion_proof, leaf_hash

ENTRIES = 200_000
PROOFS = 100
PEER = Path(__file__).with_name("pymerkle_peer.py")
BODY = '{{"action":"registry.record_find","actor":1,"agency":1,"digest":"","entry":{},"private":"{}","summary":{{}}}}'


class Held(dict[Place, bytes]):
    """Tiles in memory."""

    def tile(self, place: Place) -> bytes:
        return self[place]


def run(count: int = ENTRIES, proofs: int = PROOFS) -> dict[str, Any]:
    """Measure both on the same bytes; give rates, times of a proof, and how many times as fast the kernel is."""
    told = subprocess.run(
        [sys.executable, str(PEER), str(count), str(proofs)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    theirs = json.loads(told)
    ours = _kernel(count, proofs)
    if ours["root"] != theirs["memory"]["root"] or ours["root"] != theirs["stored"]["root"]:
        raise ValueError("The two trees over the same entries have different roots.")
    kernel = milliseconds(ours["proofs"])
    out: dict[str, Any] = {"entries": count, "kernel": {"per_s": ours["per_s"]} | kernel}
    for name in ("memory", "stored"):
        proved = milliseconds(theirs[name]["proofs"])
        out[name] = (
            {"per_s": theirs[name]["per_s"]}
            | proved
            | {
                "times_append": round(ours["per_s"] / theirs[name]["per_s"], 1),
                "times_proof": round(proved["p50_ms"] / kernel["p50_ms"], 1),
            }
        )
    return out


def _kernel(count: int, proofs: int) -> dict[str, Any]:
    bodies = [BODY.format(at, f"{at:064d}").encode() for at in range(1, count + 1)]
    frontier, tiles = Frontier(), Held()
    began = time.perf_counter()
    tiles |= grown(frontier, tiles, [leaf_hash(body) for body in bodies])
    root = frontier.root()
    seconds = time.perf_counter() - began
    times = []
    for nth in range(proofs):
        began = time.perf_counter()
        inclusion_proof(TileNodes(tiles), (nth * 7919) % count, count)
        times.append(time.perf_counter() - began)
    return {"per_s": round(count / seconds), "root": root.hex(), "proofs": times}
