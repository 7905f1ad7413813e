"""Registry, command line, tests: what a registrar sees and what a script gets."""

import json
from pathlib import Path

import pytest

from salwa.config.cli import run
from tests.conftest import Cast
from tests.contexts.registry.importing.conftest import HEADING

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])

GOOD = "X1,BKS012,GLOCK,17,9x19,pistol,AT,1999,,,,,lost"
BAD = "X2,BKS013,GLOCK,17,9x19,pistol,AT,99,,,,,lost"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text("\n".join([HEADING, GOOD, BAD]), encoding="utf-8")
    return path


def import_(*arguments: object) -> int:
    return run(["--as", "registrar", "import", "firearms", *map(str, arguments)])


def test_a_preview_shows_columns_rows_and_refusals(
    cast: Cast, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_(register, "--preview") == 0
    out = capsys.readouterr().out
    assert "nothing was written" in out
    assert "make GLOCK → Glock" in out
    assert "line 3, year_of_manufacture: This is no year of four digits. (“99”)" in out


def test_a_refused_row_without_a_place_to_go_ends_with_two(
    cast: Cast, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_(register) == 2
    err = capsys.readouterr().err
    assert "1 of 2 rows is refused, and nothing was loaded" in err
    assert "line 3, year_of_manufacture" in err


def test_rejects_are_written_and_the_rest_is_loaded(
    cast: Cast, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_(register, "--rejects", tmp_path / "r.csv", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["loaded"], told["rejected"]) == (1, 1)
    assert "BKS013" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert import_(register, "--rejects", tmp_path / "r.csv") == 0
    assert "1 was loaded before and is the same" in capsys.readouterr().out


def test_a_wrong_mapping_and_a_wrong_file_end_with_two(
    cast: Cast, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.toml").write_text("[colums]\n", encoding="utf-8")
    assert import_(register, "--mapping", tmp_path / "m.toml") == 2
    assert "has no “colums”" in capsys.readouterr().err
    assert import_(tmp_path / "none.csv") == 2
    assert "There is no file" in capsys.readouterr().err


def test_who_may_not_load_is_told_so(cast: Cast, register: Path) -> None:
    assert run(["--as", "tracing_officer", "import", "firearms", str(register)]) == 3


def test_a_history_tells_the_word_of_the_source(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = tmp_path / "register.csv"
    path.write_text(f"{HEADING}\n{GOOD.removesuffix('lost')}In service\n", encoding="utf-8")
    assert import_(path, "--source", "Old") == 0
    capsys.readouterr()
    assert run(["--as", "registrar", "history", "X1"]) == 0
    assert "Stated by the source “In service”: registered" in capsys.readouterr().out
    assert run(["--as", "registrar", "history", "X1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"][-1]["stated"] == "In service"


def test_serials_to_look_at_are_listed_up_to_a_number_and_all_in_a_file(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "register.csv"
    days = [f"X{at},{at}-mars,,,,,,,,,,," for at in range(10, 40)]
    path.write_text("\n".join([HEADING, GOOD, *days]), encoding="utf-8")
    assert import_(path, "--preview") == 0
    assert "30 serials to look at:" in capsys.readouterr().out
    assert import_(path) == 0
    out = capsys.readouterr().out
    assert "  line 3: “10-mars”, taken as 10-mars. Taken as it stands, but a spreadsheet may" in out
    assert "line 22: “29-mars”" in out
    assert "line 23: “30-mars”" not in out
    assert "and 10 more; --doubts FILE" in out
    assert import_(path, "--doubts", tmp_path / "d.csv") == 0
    assert f"All of them are in {tmp_path / 'd.csv'}." in capsys.readouterr().out
    assert len((tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()) == 31


def test_one_row_is_one_row(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"{HEADING},Grip\n{GOOD},walnut\n\n{HEADING},Grip\n", encoding="utf-8")
    assert import_(path, "--preview") == 0
    told = capsys.readouterr()
    assert "1 row: 1 to be loaded, 0 refused." in told.out
    assert "come again on 1 line, which is" in told.out
    assert import_(path) == 0
    told = capsys.readouterr()
    assert "1 row read from" in told.out
    assert "1 cell kept as a remark" in told.out
    assert "1 line with the headings" in told.out
    assert "1 rows" not in told.out + told.err


def test_a_make_that_the_model_names_is_shown_and_said(
    cast: Cast, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.write_text(f"{HEADING}\nX1,BKS012,,GLOCK 17,,,,,,,,,\n", encoding="utf-8")
    assert import_(register, "--preview") == 0
    out = capsys.readouterr().out
    assert "make → Glock; model GLOCK 17 → Glock 17" in out
    assert "1 row, model: The make is not told, and taken from the model's text. (line 2: “GLOCK 17”)" in out
