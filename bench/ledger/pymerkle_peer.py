"""Bench, ledger: pymerkle on made-up entries, as a program of its own.

    python bench/ledger/pymerkle_peer.py ENTRIES PROOFS

pymerkle's licence (GPL) does not fit ours: it is never imported by the product, nor by the bench that compares with it,
which runs this file and reads what it prints.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from pymerkle import InmemoryTree, SqliteTree, verify_inclusion

BODY = '{{"action":"registry.record_find","actor":1,"agency":1,"digest":"","entry":{},"private":"{}","summary":{{}}}}'


def entries(count: int) -> list[bytes]:
    """Give the same made-up entries to everybody."""
    return [BODY.format(at, f"{at:064d}").encode() for at in range(1, count + 1)]


def measured(tree: "InmemoryTree | SqliteTree", bodies: list[bytes], proofs: int) -> dict[str, object]:
    """Append all entries, then prove some of them; give the rate, and the seconds of each proof."""
    began = time.perf_counter()
    tree.append_entries(bodies)
    root = tree.get_root()
    seconds = time.perf_counter() - began
    times = []
    for nth in range(proofs):
        index = 1 + (nth * 7919) % len(bodies)
        began = time.perf_counter()
        proof = tree.prove_inclusion(index)
        times.append(time.perf_counter() - began)
        if nth < 3:
            verify_inclusion(tree.get_leaf(index), root, proof)
    return {"per_s": round(len(bodies) / seconds), "root": root.hex(), "proofs": times}


def main(count: int, proofs: int) -> None:
    """Measure both of its trees and print JSON."""
    bodies = entries(count)
    out = {"memory": measured(InmemoryTree(algorithm="sha256"), bodies, proofs)}
    with tempfile.TemporaryDirectory() as folder:
        stored = SqliteTree(str(Path(folder) / "tree.db"), algorithm="sha256")
        out["stored"] = measured(stored, bodies, proofs)
    print(json.dumps(out))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
