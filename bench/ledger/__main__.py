"""Bench, ledger: measure in this process, whose SALWA_HOME is empty: ``python -m bench.ledger ENTRIES SECONDS``.

The log grows to 100,000 entries, to a million, to ten million as far as ENTRIES goes, and with it the register; at
each size the same work on one record is measured. Clients act for SECONDS at a million, or at the greatest size below.
"""

import json
import sys

from bench.ledger.node import Results, node

SIZES = (100_000, 1_000_000, 10_000_000)
ACTING_AT = 1_000_000
BUSY_SECOND = 150


def measure(entries: int, seconds: float) -> Results:
    """Grow and measure; give everything by name."""
    from bench.ledger import acting, appending, making, singles  # noqa: PLC0415  settings need SALWA_HOME first
    from bench.ledger.node import superuser  # noqa: PLC0415
    from salwa.platform.home import current  # noqa: PLC0415
    from salwa.platform.ledger.sealing import seal_all, signer_of  # noqa: PLC0415

    sizes = [size for size in SIZES if size <= entries] or [entries]
    acting_at = max(size for size in sizes if size <= max(ACTING_AT, sizes[0]))
    out: Results = {"sizes": {}}
    with superuser() as connection:
        seal_all(signer_of(current()))
        (before,) = connection.execute("SELECT max(id) FROM platform_entry").fetchone() or (0,)
        making.clear_ids(connection)
        for size in sizes:
            say(f"  growing to {size:,} entries …")
            grown = appending.grow(connection, before + 1, size)
            if size >= acting_at:
                out["verified"] = appending.verified()
            making.lives(connection, out.get("firearms", 0) + 1, size // making.EVENTS)
            making.settle(connection)
            out["firearms"], before = size // making.EVENTS, size
            out["sizes"][str(size)] = {"grown": grown, "singles": singles.measure(connection, size)}
            say(f"  {size:,}: {out['sizes'][str(size)]}")
            if size == acting_at:
                out["acting"] = acting.measure(seconds)
                say(f"  {out['acting']}")
        made = making.BEYOND * 2
        out["busy_second_sealed_ms"] = appending.seal_a_second(signer_of(current()), connection, made, BUSY_SECOND)
    return out


def say(text: str) -> None:
    """Tell whoever waits how far it is; standard output is for the results."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    with node():
        results = measure(int(sys.argv[1]), float(sys.argv[2]))
    print(json.dumps(results))
