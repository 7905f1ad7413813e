"""Tracing: many recovered firearms against the register at once."""

from pathlib import Path

import polars as pl
import pytest

from salwa.contexts.registry.public import close_holdings
from salwa.contexts.tracing.matching import match
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
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
    assert (masked["record"], masked["serial"], masked["ask"]) == (None, None, "Harbour police")
    assert masked["probability"] > 0.9
    assert (absent["rank"], absent["verdict"]) == (0, "no_record")
    assert absent["not_in_register"] > 0.9


def test_whoever_opens_no_records_gets_no_file(cast: Cast, register: Register, source: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        match(cast.administrator, source, tmp_path / "m.parquet")
    assert not list(tmp_path.glob("*m.parquet*"))
