"""S1: a registrar loads the register of another hand by page, without losing a line, and opens a record of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import LANGUAGES, Visit

HEADING = "external_id,serial,make,model,calibre,type,country_of_manufacture,year_of_manufacture,first_sale_date,status"
REGISTER = f"""{HEADING},colour
INV-1,BKS012,Glock,17,9x19,pistol,Austria,2018,2019-03-14,registered,black
INV-2,BKS 812,glock,19,9 mm,pistol,Austria,2019,2020,stolen,black
INV-3,,,,,,,,,registered,grey
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "old register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    return path


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_register_is_looked_at_loaded_and_opened(
    visit: Callable[..., Visit], file: Path, language: str, tmp_path: Path
) -> None:
    registrar = visit("registrar", language)
    registrar.go("/import/")
    assert registrar.direction == ("rtl" if language != "en" else "ltr")
    assert registrar.faults() == []
    registrar.page.set_input_files("#id_file", file)
    registrar.page.fill("#id_source", "Cantonal register")
    registrar.page.click("main button[type=submit]")
    registrar.page.wait_for_selector("#first-lines")
    assert "BKS012" in registrar.page.locator("main").inner_text()
    assert "INV-3" in registrar.page.locator("main").inner_text() or registrar.page.locator("#rejects").count() == 1
    assert registrar.faults() == []
    if language != "en":
        assert registrar.untranslated() == []
    registrar.page.click(".verdict button[type=submit]")
    registrar.page.wait_for_selector("#outcome", timeout=90_000)
    assert registrar.faults() == []
    with registrar.page.expect_download() as download:
        registrar.page.click("a[download]")
    kept = Path(tmp_path / "rejects.csv")
    download.value.save_as(kept)
    assert "INV-3" in kept.read_text(encoding="utf-8-sig")

    registrar.go("/identify/")
    registrar.page.fill("#id_marks", "GLOCK 17 BKS012")
    registrar.page.keyboard.press("Control+Enter")
    registrar.page.wait_for_selector("#verdict")
    registrar.page.click("#candidate ~ * a.button, section[aria-labelledby=candidate] a.button")
    registrar.page.wait_for_selector("#life")
    shown = registrar.page.locator("main").inner_text()
    assert "INV-1" in shown
    assert "Cantonal register" in shown
    assert "black" in shown
    assert re.search(r"XC-\w{5}-\w{5}-\w", shown)
    assert registrar.faults() == []


def test_a_file_that_is_no_register_is_refused_in_words(visit: Callable[..., Visit], tmp_path: Path) -> None:
    registrar = visit("registrar", "en", script=False)
    registrar.go("/import/")
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    registrar.page.set_input_files("#id_file", path)
    registrar.page.click("main button[type=submit]")
    registrar.page.wait_for_selector("[role=alert]")
    assert registrar.says("This file cannot be taken as it is")


def test_whoever_may_not_load_is_told_so(visit: Callable[..., Visit]) -> None:
    officer = visit("tracing_officer")
    officer.go("/import/")
    assert officer.says("You may not do this")
