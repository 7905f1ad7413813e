"""Kernel, identification: marks as written, many at once."""

from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.identification.segments import write_segment
from salwa.kernel.identification.written import match_written
from salwa.kernel.marks.model import Written


def row(record: int, serial: str) -> dict[str, object]:
    known = {"record": record, "role": 0, "serial": serial, "verbatim": serial}
    return {name: known.get(name, 0) for name in RECORD_SCHEMA.names}


def test_marks_are_read_and_matched_in_one_call(tmp_path: Path) -> None:
    records = pa.Table.from_pylist([row(7, "BKS012"), row(8, "XYZ98765")], RECORD_SCHEMA)
    write_segment(tmp_path / "one", records)
    asked = [Written(query_id="a", marks="GLOCK BKS O12"), Written(query_id="b", serial="rusted")]
    found = match_written([tmp_path / "one"], asked).to_pylist()
    told = [(one["query"], one["verdict"], one["record"]) for one in found]
    assert told == [("a", "match_corrected", 7), ("b", "insufficient", None)]
