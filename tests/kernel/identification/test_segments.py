"""A segment is whole or not there, and an altered one is refused in words."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from salwa.kernel.identification.index import Index
from salwa.kernel.identification.segments import Segment, SegmentError, write_segment
from tests.kernel.identification.registers import asked, batch, numbered, row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_segment(tmp_path / "one", pa.Table.from_batches([numbered(["AB 1234", "", "CD5678", "X" * 32])]))
    return tmp_path / "one"


def test_rows_without_a_serial_are_left_out_and_the_rest_is_kept(folder: Path) -> None:
    segment = Segment.open(folder)
    segment.check()
    assert segment.rows == 3
    assert segment.mapped_bytes > 0
    answer = Index([segment]).search(asked("AB1234"))
    assert {reason.kind for reason in answer.candidates[0].reasons} == {"same", "spacing"}
    assert Index([segment]).search(asked("X" * 32)).candidates[0].record == 4


def test_the_summary_says_what_was_written(tmp_path: Path) -> None:
    summary = write_segment(tmp_path / "two", [numbered(["AB1234"]), batch([row(2, "AB1234", make=3)])])
    assert summary.rows == 2
    assert summary.bytes == sum(path.stat().st_size for path in (tmp_path / "two").glob("*.bin"))
    assert summary.digest == Segment.open(tmp_path / "two").digest
    assert Segment.open(tmp_path / "two").counts.of["make"] == {0: 1, 3: 1}


def test_an_empty_segment_can_be_written_and_searched(tmp_path: Path) -> None:
    write_segment(tmp_path / "none", [numbered([""])])
    assert Index([Segment.open(tmp_path / "none")]).search(asked("AB1234")).candidates == ()


def test_a_folder_is_never_written_over(folder: Path) -> None:
    with pytest.raises(FileExistsError):
        write_segment(folder, [numbered(["ZZ1"])])


def test_nothing_is_left_of_a_failed_write(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="column make"):
        write_segment(tmp_path / "bad", [numbered(["AB1234"]), batch([row(2, "AB1235", make=70_000)])])
    assert list(tmp_path.iterdir()) == []


def test_files_that_are_missing_or_short_are_refused(folder: Path) -> None:
    (folder / "keys.bin").write_bytes(b"12345678")
    with pytest.raises(SegmentError, match=r"keys\.bin is missing or cut short; run `salwa index rebuild`"):
        Segment.open(folder)


def test_a_folder_without_its_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SegmentError, match="salwa index rebuild"):
        Segment.open(tmp_path / "nowhere")


def test_another_format_is_refused(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text()) | {"format": 0}
    (folder / "meta.json").write_text(json.dumps(meta))
    with pytest.raises(SegmentError, match="another version"):
        Segment.open(folder)


def test_an_altered_file_is_found_by_the_full_check(folder: Path) -> None:
    segment = Segment.open(folder)
    path = folder / "rows.bin"
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)
    with pytest.raises(SegmentError, match="altered"):
        segment.check()
