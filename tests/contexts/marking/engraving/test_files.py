"""Marking, tests: the files of a job are complete, told by their digests, and byte for byte the same."""

import csv
import hashlib
import io
import zipfile
from dataclasses import replace

from salwa.contexts.marking.engraving.files import COLUMNS, REPORT, Order, Strike, archive, listed

ORDER = Order(
    job=7,
    height_mm=1.6,
    depth_mm=0.08,
    is_machine_readable=True,
    strikes=(
        Strike(number=1, mark="XC 2026 2223K", record="XC-7K3M9-Q2T4H-5", part="receiver", is_doubled=True),
        Strike(number=2, mark="XC 2026 2224H"),
    ),
)


def test_the_same_job_gives_the_same_bytes() -> None:
    assert archive(ORDER) == archive(ORDER)


def test_the_manifest_tells_every_file_by_its_digest() -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive(ORDER)))
    told = dict(line.split("  ")[::-1] for line in packed.read("manifest.sha256").decode().splitlines())
    assert set(told) == set(packed.namelist()) - {"manifest.sha256"}
    assert all(hashlib.sha256(packed.read(name)).hexdigest() == digest for name, digest in told.items())


def test_there_is_a_line_for_each_mark_and_a_report_to_fill_in() -> None:
    packed = zipfile.ZipFile(io.BytesIO(archive(ORDER)))
    assert packed.read("marks.txt").decode().splitlines() == ["XC 2026 2223K", "XC 2026 2224H"]
    rows = list(csv.reader(io.StringIO(packed.read("marks.csv").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == ["1", "XC-7K3M9-Q2T4H-5", "1", "receiver", "XC 2026 2223K", "1.6", "0.08", "1"]
    report = list(csv.reader(io.StringIO(packed.read("report.csv").decode())))
    assert tuple(report[0]) == REPORT
    assert report[2] == ["XC 2026 2224H", "", "", ""]
    assert {"svg/00000001.svg", "datamatrix/00000002.svg"} <= set(packed.namelist())


def test_a_datamatrix_is_made_only_where_the_state_asks_for_it() -> None:
    names = zipfile.ZipFile(io.BytesIO(archive(replace(ORDER, is_machine_readable=False)))).namelist()
    assert not any(name.startswith("datamatrix/") for name in names)


def test_where_no_height_is_asked_the_list_says_the_one_that_is_drawn() -> None:
    assert ",2.0,0.08," in listed(replace(ORDER, height_mm=0))
