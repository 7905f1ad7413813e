"""The tables in data/ are what the sources make of them, and a code once given stays."""

import csv

import pytest

from salwa.kernel.vocabularies import build
from salwa.kernel.vocabularies.building import table


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return build.texts()


def test_building_again_changes_nothing(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        assert (table.DATA / name).read_text(encoding="utf-8") == text, name


def test_every_source_says_where_it_comes_from_and_under_what_licence(texts: dict[str, str]) -> None:
    listed = list(csv.DictReader(texts["sources.csv"].splitlines()))
    assert {row["folder"] for row in listed} == {path.name for path in table.RAW.iterdir()}
    assert all(row["licence"].startswith("Licence") and row["text"] for row in listed)


def test_codes_fit_their_columns_and_0_is_never_given(texts: dict[str, str]) -> None:
    for name, highest in build.HIGHEST.items():
        codes = [int(row["code"]) for row in csv.DictReader(texts[f"{name}.csv"].splitlines())]
        assert len(codes) == len(set(codes))
        assert 0 < min(codes) <= max(codes) <= highest


def test_chapter_93_is_whole(texts: dict[str, str]) -> None:
    rows = list(csv.DictReader(texts["hs93.csv"].splitlines()))
    assert len(rows) == 26
    assert {"code": "930200", "parent": "9302"}.items() <= next(r for r in rows if r["code"] == "930200").items()


def test_writing_leaves_an_unchanged_file_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main() == 0
    assert capsys.readouterr().out == ""
