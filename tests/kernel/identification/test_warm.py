"""Warming up asks everything once and leaves only machine code."""

from pathlib import Path

from salwa.kernel.identification.compiled import compiled_folder
from salwa.kernel.identification.segments import Segment
from salwa.kernel.identification.warm import rows, warm


def test_machine_code_is_there_afterwards(tmp_path: Path) -> None:
    warm(tmp_path)
    assert any(compiled_folder().rglob("*.nbi"))
    assert Segment.open(tmp_path / "warm").rows == rows().num_rows
