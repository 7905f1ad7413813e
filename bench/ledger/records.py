"""Bench, ledger: how fast the tables of record are held against the log: ``python -m bench.ledger.records FIREARMS``.

A made-up register is imported as ``salwa import firearms`` does it, sealed, and verified whole.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from bench.ledger.node import Results, node


def measure(firearms: int) -> Results:
    """Import and verify in this process, whose home is empty; rows are those of all tables of record."""
    from bench.loading import write_register  # noqa: PLC0415
    from salwa.contexts.identity.public import actor_by_name  # noqa: PLC0415  settings need SALWA_HOME first
    from salwa.contexts.registry.importing import Order, import_firearms  # noqa: PLC0415
    from salwa.platform.home import current  # noqa: PLC0415
    from salwa.platform.ledger.sealing import seal_all, signer_of  # noqa: PLC0415
    from salwa.platform.ledger.verifying import verify  # noqa: PLC0415
    from salwa.platform.reading import reading  # noqa: PLC0415

    actor, signer = actor_by_name("registrar"), signer_of(current())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        write_register(path, firearms)
        began = time.perf_counter()
        loaded = import_firearms(actor=actor, order=Order(path=path, source="bench")).loaded
        importing = time.perf_counter() - began
    seal_all(signer)
    with reading(actor):
        began = time.perf_counter()
        seen = verify(signer.key)
        seconds = time.perf_counter() - began
    return {
        "firearms": loaded,
        "imported_per_s": round(loaded / importing),
        "rows": seen.rows,
        "seconds": round(seconds, 2),
        "rows_per_s": round(seen.rows / seconds),
        "firearms_per_s": round(loaded / seconds),
        "faults": len(seen.faults),
    }


if __name__ == "__main__":
    with node():
        results = measure(int(sys.argv[1]))
    print(json.dumps(results))
