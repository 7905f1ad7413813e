"""Registry, index: segments written, listed, retired and cleaned away."""

import os
import time

import pyarrow as pa
import pytest
from django.db import connections, transaction

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.indexing import building
from salwa.contexts.registry.indexing.building import add_segment, new_folder, status
from salwa.contexts.registry.indexing.live import live_index
from salwa.contexts.registry.indexing.rows import batch_of
from salwa.contexts.registry.models import LiveSegment
from salwa.kernel.identification.segments import write_segment
from salwa.platform import home
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b

two_connections = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@two_connections
def test_an_empty_register_can_be_rebuilt_and_searched(cast: Cast) -> None:
    registry.rebuild_index(actor=cast.registrar)
    assert status().waiting == 0
    assert live_index().current().search(b.asked("ABC123")).candidates == ()


@two_connections
def test_files_stay_for_one_more_rebuild_and_litter_goes(cast: Cast) -> None:
    b.firearm(cast.registrar)
    place = home.current().segments
    litter = place / "abandoned"
    litter.mkdir(parents=True)
    os.utime(litter, (1, 1))
    registry.rebuild_index(actor=cast.registrar)
    first = LiveSegment.objects.get(retired=False).folder
    registry.rebuild_index(actor=cast.registrar)
    assert (place / first).exists()
    registry.rebuild_index(actor=cast.registrar)
    assert not (place / first).exists()
    assert not litter.exists()
    assert [one.folder for one in status().segments] == [LiveSegment.objects.get(retired=False).folder]


@two_connections
def test_a_large_register_has_several_segments(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_ROWS", 0)
    row = b.firearm(cast.registrar)
    made = registry.rebuild_index(actor=cast.registrar)
    assert made.segments == 2
    assert live_index().current().search(b.asked("BKS012")).candidates[0].record == row.pk


@two_connections
def test_a_load_brings_its_own_segment(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    folder = new_folder()
    values = (row.pk + 1000, 0, "LOAD8888", "LOAD-8888", *[0] * 8)
    summary = write_segment(folder, pa.Table.from_batches([batch_of([values])]))
    add_segment(summary, folder, entry=Entry.objects.latest("id").pk)
    assert live_index().current().search(b.asked("LOAD8888")).candidates[0].record == row.pk + 1000


@pytest.mark.django_db(transaction=True, databases=["default", "loader", "owner"])
@pytest.mark.parametrize("lock", [0x5A17A01, 0x5A17A02])
def test_what_a_running_import_or_rebuild_may_still_list_stays(cast: Cast, lock: int) -> None:
    litter = home.current().segments / f"killed{lock}"
    litter.mkdir(parents=True)
    assert building.sweep() == 0, "it is younger than an hour"
    hour_ago = time.time() - 3700
    os.utime(litter, (hour_ago, hour_ago))
    with transaction.atomic(using="loader"), connections["loader"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        assert building.sweep() == 0
        assert litter.exists()
    assert building.sweep() == 1
    assert not litter.exists()


@two_connections
def test_a_listed_segment_is_never_swept(cast: Cast) -> None:
    b.firearm(cast.registrar)
    registry.rebuild_index(actor=cast.registrar)
    folder = home.current().segments / LiveSegment.objects.get().folder
    os.utime(folder, (1, 1))
    assert building.sweep() == 0
    assert folder.exists()
