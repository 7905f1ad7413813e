"""Retention: the seam to contexts whose papers run out."""

import pytest

from salwa.contexts.licensing import public as licensing
from salwa.contexts.retention.queries._sources import source_of, sources
from salwa.kernel.packs import RecordKind


class Licences:
    kind = RecordKind.LICENCE


def test_what_licensing_gives_is_asked_and_nothing_is_due_where_it_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licensing, "RETENTION_SOURCES", (), raising=False)
    assert tuple(sources()) == ()
    assert source_of(RecordKind.LICENCE) is None
    monkeypatch.setattr(licensing, "RETENTION_SOURCES", (Licences(),), raising=False)
    assert source_of(RecordKind.LICENCE) is sources()[0]
    assert source_of(RecordKind.REFUSAL) is None
