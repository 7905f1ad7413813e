"""Registry, queries: how the index stands."""

import pytest

from salwa.contexts.identity.public import IdentityActor
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import LiveSegment
from salwa.contexts.registry.queries.index import index_status
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_rows_wait_until_a_rebuild_and_altered_files_are_told(cast: Cast) -> None:
    b.firearm(cast.registrar)
    assert index_status(cast.auditor).waiting == 1
    registry.rebuild_index(actor=cast.registrar)
    (one,) = index_status(cast.administrator).segments
    assert (one.rows, one.is_whole, index_status(cast.auditor).waiting) == (1, True, 0)
    kept = LiveSegment.objects.get(retired=False)
    kept.delete()
    LiveSegment.objects.create(folder=kept.folder, rows=kept.rows, digest="0" * 64, entry_id=kept.entry_id)
    assert [one.is_whole for one in index_status(cast.auditor).segments] == [False]


def test_nobody_else_asks() -> None:
    with pytest.raises(NotAllowed):
        index_status(IdentityActor(7, "nobody", 1, frozenset()))
