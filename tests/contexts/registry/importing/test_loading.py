"""Registry, import, tests: batches are sorted into new, known and changed before anything is written."""

from datetime import date

import numpy as np
import pytest

from salwa.contexts.registry.importing.checking import Checker
from salwa.contexts.registry.importing.columns import plan
from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.digests import SIZE, Known
from salwa.contexts.registry.importing.loading import Load, Sorted, sorted_batches
from salwa.contexts.registry.importing.mapping import Mapping
from salwa.contexts.registry.importing.reading import Form, open_table
from salwa.contexts.registry.importing.rejects import RejectsFile
from salwa.contexts.registry.importing.tables import Fixed
from salwa.contexts.registry.models import Firearm
from tests.contexts.registry.importing.conftest import Written


def batches(written: Written, known: Known, *rows: str) -> list[Sorted]:
    table = open_table(written(*rows, heading="external_id,serial,make"), Form())
    checker = Checker(plan(table.headers, {}), table.headers, Mapping(), date(2026, 11, 1))
    return list(sorted_batches(table, checker, known))


def nothing() -> Known:
    return Known(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint64))


def test_rows_are_told_apart_by_name_and_content(written: Written) -> None:
    (first,) = batches(written, nothing(), "1,12345,Glock", "2,12346,Glock")
    assert (first.new.height, first.known, first.changed.height, len(first.whole)) == (2, 0, 0, 2 * SIZE)
    known = Known(first.keys, first.row_digests)
    (again,) = batches(written, known, "1,12345,Glock", "2,12346,Beretta", "3,12347,Glock")
    assert again.new["external_id"].to_list() == ["3"]
    assert again.changed["external_id"].to_list() == ["2"]
    assert (again.known, len(again.whole)) == (1, SIZE)


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
def test_a_batch_that_is_to_be_refused_is_counted_and_not_written(written: Written) -> None:
    (batch,) = batches(written, nothing(), "1,12345,Glock", "2,12346")
    with RejectsFile(None, (), "S", Mapping()) as rejects:
        load = Load(Copier("loader"), Fixed(1, 1, 1), rejects, lambda _step: None, nothing())
        load.take(batch, write=False)
        assert (load.tally.read, load.tally.loaded, rejects.rows) == (2, 0, 1)
        load.clean()
    assert not Firearm.objects.exists()
