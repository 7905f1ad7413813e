"""Tracing: many recovered firearms against the register at once."""

from pathlib import Path

import polars as pl
import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import close_holdings
from salwa.contexts.tracing.matching import match
from salwa.contexts.tracing.queries import identify
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import Written
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.tracing.conftest import Register


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "q.csv"
    path.write_text("query_id,serial,make\nq1,BKSO12,glock\nq2,HRB44120,Glock\nq3,ZZX98765401,\n", encoding="utf-8")
    return path


@pytest.mark.slow
def test_records_that_may_not_be_opened_keep_their_probability_only(
    cast: Cast, register: Register, source: Path, tmp_path: Path
) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    register("HRB44120", "Glock", "17", actor=cast.outside_registrar)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    heard: list[int] = []
    matched = match(cast.tracing_officer, source, tmp_path / "m.parquet", progress=heard.append)
    assert matched.questions == sum(heard) == 3
    own, masked, absent = pl.read_parquet(tmp_path / "m.parquet").rows(named=True)
    assert (own["record"], own["external_id"], own["serial"], own["ask"]) == (record, "INV-1", "BKS012", None)
    assert (own["status"], masked["status"]) == ("unknown", None)
    assert (masked["record"], masked["serial"], masked["ask"]) == (None, None, "Harbour police")
    assert masked["probability"] > 0.9
    assert (absent["rank"], absent["verdict"]) == (0, "no_record")
    assert absent["not_in_register"] > 0.9


def test_a_stolen_firearm_says_so_and_a_number_that_may_have_become_a_date_is_told(cast: Cast, tmp_path: Path) -> None:
    b.firearm(cast.registrar, "BKS012", life=(b.event(EventKind.THEFT, b.year(2019)),))
    path, target = tmp_path / "q.csv", tmp_path / "m.csv"
    path.write_text("query_id,serial\nq1,BKS012\nq2,Jan-32\nq3,15-mars\n", encoding="utf-8")
    matched = match(cast.tracing_officer, path, target)
    stolen, destroyed, doubtful = pl.read_csv(target).rows(named=True)
    assert (stolen["status"], stolen["note"]) == ("stolen", None)
    assert matched.destroyed == 1
    assert "spreadsheet" in destroyed["note"]
    assert "is searched as it stands" in doubtful["note"]


def test_whoever_opens_no_records_gets_no_file(cast: Cast, register: Register, source: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        match(cast.administrator, source, tmp_path / "m.parquet")
    assert not list(tmp_path.glob("*m.parquet*"))


SERIALS = ("BKS01234", "BKS01239", "HRB44120", "QTV77105")
Told = tuple[str, tuple[tuple[str | None, str | None, float], ...]]


def told_alone(cast: Cast, serial: str) -> Told:
    answer = identify(cast.tracing_officer, Written(serial=serial, make="Glock"), limit=3)
    candidates = ((one.record, one.serial, round(one.probability, 4)) for one in answer.candidates)
    return answer.verdict, tuple(candidates)


def told_together(cast: Cast, folder: Path) -> dict[str, Told]:
    lines = "".join(f"{serial},{serial},Glock\n" for serial in SERIALS)
    (folder / "all.csv").write_text("query_id,serial,make\n" + lines, encoding="utf-8")
    match(cast.tracing_officer, folder / "all.csv", folder / "all.parquet", limit=3)
    rows = pl.read_parquet(folder / "all.parquet").rows(named=True)
    told: dict[str, Told] = {}
    for serial in SERIALS:
        mine = [row for row in rows if row["query_id"] == serial]
        candidates = ((row["record"], row["serial"], round(row["probability"], 4)) for row in mine if row["rank"])
        told[serial] = (mine[0]["verdict"], tuple(candidates))
    return told


def assert_both_say_the_same(cast: Cast, folder: Path) -> dict[str, Told]:
    together = told_together(cast, folder)
    assert together == {serial: told_alone(cast, serial) for serial in SERIALS}
    return together


def test_a_corrected_serial_of_the_index_is_matched_as_it_stands_now(cast: Cast, tmp_path: Path) -> None:
    row = b.firearm(cast.registrar, "BKS01234")
    b.firearm(cast.registrar, "HRB44120")
    registry.rebuild_index(actor=cast.administrator)
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("QTV77105"), reason="misread")
    told = assert_both_say_the_same(cast, tmp_path)
    assert told["BKS01234"][0] == "no_record"
    assert (told["QTV77105"][0], told["QTV77105"][1][0][0]) == ("match", registry.record_of(row))


def test_merged_records_of_the_index_are_matched_as_one_and_parted_as_two(cast: Cast, tmp_path: Path) -> None:
    survivor, absorbed = b.firearm(cast.registrar, "BKS01234"), b.firearm(cast.registrar, "BKS01234")
    registry.rebuild_index(actor=cast.administrator)
    assert assert_both_say_the_same(cast, tmp_path)["BKS01234"][0] == "ambiguous"
    registry.merge_firearms(actor=cast.registrar, survivor=survivor, absorbed=absorbed, reason="twice")
    merged = assert_both_say_the_same(cast, tmp_path)["BKS01234"]
    assert (merged[0], [record for record, *_ in merged[1]]) == ("match", [registry.record_of(survivor)])
    registry.unmerge_firearms(actor=cast.registrar, survivor=survivor, absorbed=absorbed, reason="two after all")
    assert assert_both_say_the_same(cast, tmp_path)["BKS01234"][0] == "ambiguous"


def test_segment_and_delta_are_matched_as_one(cast: Cast, tmp_path: Path) -> None:
    b.firearm(cast.registrar, "BKS01234")
    registry.rebuild_index(actor=cast.administrator)
    row = b.firearm(cast.registrar, "BKS01239")
    told = assert_both_say_the_same(cast, tmp_path)
    assert told["BKS01239"][1][0][0] == registry.record_of(row)
    assert told["BKS01234"][0] == "match"


def test_the_number_of_a_part_stands_beside_the_firearm_s_own(cast: Cast, tmp_path: Path) -> None:
    b.firearm(cast.registrar, "58B-123456", b.serial("58A654321", component=2))
    b.firearm(cast.outside_registrar, "HRB44120", b.serial("HRS99810", component=2))
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    (tmp_path / "q.csv").write_text("serial\n58A654321\n58B123456\nHRS99810\n", encoding="utf-8")
    match(cast.tracing_officer, tmp_path / "q.csv", tmp_path / "m.parquet")
    slide, frame, hidden = pl.read_parquet(tmp_path / "m.parquet").rows(named=True)
    assert (slide["serial"], slide["part_serial"]) == ("58B123456", "58A654321")
    assert (frame["serial"], frame["part_serial"]) == ("58B123456", None)
    assert (hidden["record"], hidden["serial"], hidden["part_serial"]) == (None, None, None)
