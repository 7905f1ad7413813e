"""Bench, ledger: how fast entries are written and sealed in bulk, proved, and verified."""

import random
import time

import psycopg

from bench.context import milliseconds
from bench.ledger import making
from bench.ledger.node import Results, times_of
from salwa.contexts.identity.public import actor_by_name
from salwa.kernel.ledger.notes import opened
from salwa.kernel.ledger.tree import leaf_hash, verify_inclusion
from salwa.platform.database.prepared import fetched
from salwa.platform.home import current
from salwa.platform.ledger.proving import prove
from salwa.platform.ledger.sealing import Signer, seal_all, signer_of
from salwa.platform.ledger.verifying import newest_note, verify
from salwa.platform.reading import reading

PIECE = 1_000_000
PROOFS = 500


def grow(connection: psycopg.Connection, first: int, last: int) -> Results:
    """Write and seal made-up entries, a million at a time; give the rates of both, in entries a second."""
    signer = signer_of(current())
    written = sealed = 0.0
    for begin in range(first, last + 1, PIECE):
        written += making.entries(connection, begin, min(last, begin + PIECE - 1))
        connection.execute("ANALYZE platform_entry")
        began = time.perf_counter()
        seal_all(signer)
        sealed += time.perf_counter() - began
        connection.execute("VACUUM platform_unsealed")
    count = last - first + 1
    return {
        "entries": count,
        "written_per_s": round(count / written),
        "sealed_per_s": round(count / sealed),
        "both_per_s": round(count / (written + sealed)),
    }


def seal_a_second(signer: Signer, connection: psycopg.Connection, first: int, count: int) -> float:
    """Give the milliseconds in which what a busy second leaves behind is sealed."""
    making.entries(connection, first, first + count - 1)
    began = time.perf_counter()
    seal_all(signer)
    return round((time.perf_counter() - began) * 1e3, 2)


def proofs(entries: int, seed: int = 21) -> Results:
    """Prove entries drawn from the whole log, and check each proof against the signed checkpoint, outside the time."""
    chance, signer = random.Random(seed), signer_of(current())
    drawn = [chance.randint(1, entries) for _ in range(PROOFS)]
    with reading(actor_by_name("registrar")):
        signed = opened(newest_note(), signer.key)
        proved = {}

        def one(at: int) -> None:
            proved[drawn[at]] = prove(drawn[at])

        times_of(one, 5)
        times = times_of(one, PROOFS)
        for entry, proof in proved.items():
            ((body,),) = fetched("SELECT body FROM platform_entry WHERE id = %(entry)s", {"entry": entry})
            verify_inclusion(
                leaf=leaf_hash(body), index=proof.place, size=proof.size, proof=proof.path, root=signed.root
            )
    return milliseconds(times)


def verified() -> Results:
    """Hold the whole log against its checkpoint, tables of record left out; give entries a second."""
    with reading(actor_by_name("registrar")):
        began = time.perf_counter()
        seen = verify(signer_of(current()).key, tables=None)
        seconds = time.perf_counter() - began
    return {
        "entries": seen.sealed,
        "seconds": round(seconds, 2),
        "per_s": round(seen.sealed / seconds),
        "faults": len(seen.faults),
    }
