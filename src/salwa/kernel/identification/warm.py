"""Kernel, identification: compile everything once (``python -m salwa.kernel.identification.warm``).

Part of setting up, so that the first question is answered at once. Does nothing lasting but fill the folder of machine
code beside the sources; older machine code there is taken away.
"""

import shutil
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from salwa.kernel.identification.bulk import match_batch
from salwa.kernel.identification.compiled import HERE, compiled_folder
from salwa.kernel.identification.delta import Delta
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.layout import RECORD_SCHEMA
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.identification.questions import questions
from salwa.kernel.identification.segments import Segment, write_segment
from salwa.kernel.ledger import hashing, reading, spelling

SERIALS = ("AB1234", "AB1235", "77123456", "LONGERTHANTWELVE1", "LONGERTHANTWELVE2")
QUESTIONS = ("AB1234", "AB12?4", "B1243", "LONGERTHANTWELVEI", "zz99")


def rows() -> pa.RecordBatch:
    """Give a handful of invented rows."""
    count = len(SERIALS)
    columns = [pa.array(range(1, count + 1), pa.uint64()), pa.array([0] * count, pa.uint8())]
    columns += [pa.array(SERIALS, pa.string()), pa.array([f"{serial[:2]} {serial[2:]}" for serial in SERIALS])]
    columns += [pa.array([7] * count, pa.int32()) for _ in RECORD_SCHEMA.names[4:]]
    return pa.record_batch(columns, schema=RECORD_SCHEMA)


def warm(folder: Path) -> None:
    """Build a segment and a delta in ``folder`` and ask them something of every kind."""
    write_segment(folder / "warm", pa.Table.from_batches([rows()]))
    delta = Delta()
    delta.put(rows().slice(0, 2))
    index = Index([Segment.open(folder / "warm")], delta)
    asked = [Evidence(serials=(SerialText(serial),), makes=(Weighted(7),), year=1990) for serial in QUESTIONS]
    for evidence in asked:
        index.search(evidence)
        index.bearing(evidence.serials[0].text)
    match_batch([folder / "warm"], questions((str(at), evidence) for at, evidence in enumerate(asked)))
    keys = hashing.Slices.of([b"1/1"] * 300)
    hashing.key_numbers(keys, 2)
    fields = np.zeros((2, spelling.FIELDS), np.int64)
    spelling.rows_of(keys.octets, fields, fields.copy())
    spelling.numbers_at(bytes_of := np.zeros(64, np.uint8), fields[:, 0].copy())
    spelling.pieces_of(bytes_of, fields, fields)
    reading.read(keys, b"\x01" * 4 * 300, reading.Tables(keys, keys.ends))
    hashing.over(hashing.hash_all(keys)[: 256 * 32])
    hashing.levels_of(hashing.row_digests(bytes(32), "warm", keys, keys))


def forget_older() -> None:
    """Take away machine code of earlier versions of the sources."""
    for path in (HERE / "__pycache__").glob("compiled-*"):
        if path != compiled_folder():
            shutil.rmtree(path, ignore_errors=True)


def main() -> None:
    """Warm up in a temporary folder."""
    forget_older()
    with tempfile.TemporaryDirectory() as folder:
        warm(Path(folder))


if __name__ == "__main__":
    main()
