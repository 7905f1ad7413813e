"""Spreading over processes changes nothing but the time."""

from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification import match as matching
from salwa.kernel.identification.bulk import match_batch
from salwa.kernel.identification.match import match
from salwa.kernel.identification.questions import questions
from salwa.kernel.identification.segments import write_segment
from tests.kernel.identification.registers import asked, numbered


def test_all_pieces_come_back_in_their_order(tmp_path: Path) -> None:
    serials = [f"RT{n * 31:05d}" for n in range(300)]
    write_segment(tmp_path / "one", pa.Table.from_batches([numbered(serials)]))
    count = matching.BATCH_ROWS + 20
    batch = questions((str(at), asked(serials[at % 300])) for at in range(count))
    whole = pa.Table.from_batches([match_batch([tmp_path / "one"], batch)])
    for processes in (1, 2):
        spread = pa.Table.from_batches(list(match([tmp_path / "one"], [batch], processes=processes)))
        assert spread.equals(whole)
