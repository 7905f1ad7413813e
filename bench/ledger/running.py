"""Bench, ledger: everything about the log, each measurement in a process and a home of its own."""

from bench.context import Context
from bench.ledger import beside
from bench.ledger.node import Results, apart
from bench.ledger.telling import draw

SECONDS = 30
RECORDS = 200_000


def run(context: Context) -> Results:
    """Grow the log to as many entries as the bench has records, verify it, act in it, and compare; draw the growth."""
    found = apart("bench.ledger", context.rows, SECONDS)
    found["records"] = apart("bench.ledger.records", min(RECORDS, context.rows))
    found["pymerkle"] = beside.run()
    draw(found["sizes"], full=context.full)
    return found


def tamper(context: Context) -> Results:
    """Alter a thousand rows; a prefix of them where the bench is a small one."""
    return apart("bench.tamper", min(1_000, context.rows))
