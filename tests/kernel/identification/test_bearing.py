"""Who bears a serial exactly is told whole: every record, once, and no other."""

from pathlib import Path

import pyarrow as pa
import pytest

from salwa.kernel.identification.delta import Delta
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.segments import Segment, write_segment
from tests.kernel.identification.registers import batch, index, row


def test_all_that_bear_a_serial_exactly_are_given_once_each_and_no_look_alike(tmp_path: Path) -> None:
    first = [row(number, "LONGERTHANTWELVE1") for number in range(1, 101)]
    write_segment(tmp_path / "one", pa.Table.from_batches([batch([*first, row(101, "LONGERTHANTWELVEI")])]))
    delta = Delta()
    delta.put(batch([row(7, "OTHER77"), row(200, "LONGERTHAN-TWELVE1"), row(201, "LONGERTHANTWELVE2")]))
    parts = [row(202, "LONGERTHANTWELVE1"), row(202, "LONGERTHANTWELVE1", role=1)]
    parts += [row(203, "LONGERTHANTWELVE1", role=1), row(204, "LONGERTHANTWELVE1", role=2)]
    delta.put(batch(parts))
    found = Index([Segment.open(tmp_path / "one")], delta).bearing("longerthan twelve1")
    assert found.record.tolist() == [*range(1, 7), *range(8, 101), 200, 202, 203]
    assert found.record[found.of_part].tolist() == [203]


@pytest.mark.parametrize("text", ["", " - ", "NOBODY1", "LONGERTHANTWELVE", "AB12345"])
def test_nothing_bears_what_is_no_serial_of_the_register(text: str) -> None:
    assert index(row(1, "AB1234"), row(2, "LONGERTHANTWELVE1")).bearing(text).record.tolist() == []
