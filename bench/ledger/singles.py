"""Bench, ledger: work on one record, whatever the size of the log and of the register."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import psycopg

from bench.context import milliseconds
from bench.ledger import making
from bench.ledger.appending import proofs
from bench.ledger.node import Results, times_of
from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.public import (
    NewFirearm,
    NewMark,
    history_of,
    rebuild_index,
    record_find,
    register_firearm,
    report_loss,
)
from salwa.kernel.lifecycle import Happened
from salwa.kernel.marks.model import MarkKind
from salwa.platform.reading import reading

COUNT = 200
REGISTERED = 60
LONG = 200
DAY = date(2012, 1, 1)


def measure(connection: psycopg.Connection, entries: int, seed: int = 21) -> dict[str, Results]:
    """Measure each work on a register of ``entries`` events; give p50 and p95 in milliseconds."""
    chance = random.Random(f"{seed}-{entries}")
    actor = actor_by_name("registrar")
    firearms = entries // making.EVENTS
    rebuild_index(actor=actor)
    long = firearms // 2
    making.long_life(connection, long, entries)
    drawn = [Firearm.objects.get(pk=chance.randint(1, firearms)) for _ in range(COUNT)]

    def register(at: int) -> None:
        mark = NewMark(kind=MarkKind.SERIAL, text=f"KX{entries}{at:05d}")
        register_firearm(actor=actor, firearm=NewFirearm(make=1 + at, marks=(mark,)))

    reported = count()

    def report(_at: int) -> None:
        at = next(reported)
        act = record_find if at % 2 else report_loss
        act(actor=actor, firearm=drawn[at // 2], happened=Happened.on(DAY + timedelta(at)), place="Harbour")

    out = {"register": _timed(register, REGISTERED), "report": _timed(report, COUNT)}
    with reading(actor):
        out["history"] = _timed(lambda at: history_of(actor, drawn[at]), COUNT)
        told = Firearm.objects.get(pk=long)
        lines = len(history_of(actor, told).lines)
        out["history_of_200"] = {"lines": lines} | _timed(lambda _: history_of(actor, told), COUNT)
    if lines < LONG:
        raise ValueError(f"The long life has {lines} lines, not {LONG}.")
    out["proof"] = proofs(entries)
    return out


def _timed(work: Callable[[int], object], count: int) -> Results:
    times_of(work, 5)
    return milliseconds(times_of(work, count))
