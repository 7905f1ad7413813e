"""Retention, queries: the seam to contexts whose papers run out, too: licences, refusals, dealers' books.

Licensing gives them in its public module as ``RETENTION_SOURCES`` (shape: answers.Source); as long as it gives none,
nothing of those kinds is due here, and they are kept.
"""

from collections.abc import Sequence

from salwa.contexts.licensing import public as licensing
from salwa.contexts.retention.answers import Source
from salwa.kernel.packs import RecordKind


def sources() -> Sequence[Source]:
    """Give what other contexts have to be kept and erased."""
    given: Sequence[Source] = getattr(licensing, "RETENTION_SOURCES", ())
    return given


def source_of(kind: RecordKind) -> Source | None:
    """Give the source of a kind; None where no context gives it."""
    return next((source for source in sources() if source.kind is kind), None)
