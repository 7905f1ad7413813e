"""Retention, queries: the seam to contexts whose papers run out, too: licences, refusals, dealers' books.

Licensing gives them in its public module as ``RETENTION_SOURCES`` (shape: answers.Source); of a kind that nobody gives
nothing is due here, and it is kept.
"""

from collections.abc import Sequence

from salwa.contexts.licensing import public as licensing
from salwa.contexts.retention.answers import Source
from salwa.kernel.packs import RecordKind


def sources() -> Sequence[Source]:
    """Give what other contexts have to be kept and erased."""
    return licensing.RETENTION_SOURCES


def source_of(kind: RecordKind) -> Source | None:
    """Give the source of a kind; None where no context gives it."""
    return next((source for source in sources() if source.kind is kind), None)
