"""S1: a registrar loads the register of another hand by page, without losing a line, and opens a record of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from salwa.contexts.registry.public import record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firearm_registered_twice_is_found_compared_and_shown_as_one(
    visit: Callable[..., Visit], cast: Cast, language: str
) -> None:
    one, other = (record_of(b.firearm(cast.registrar, "BKS012", b.maker())) for _ in range(2))
    registrar = visit("registrar", language)
    registrar.go("/firearms/")
    registrar.page.fill("#id_number", "BKS 012")
    registrar.page.click("main form button[type=submit]")
    registrar.page.wait_for_selector("#hits")
    assert one in registrar.page.locator("main").inner_text()
    assert registrar.faults() == []
    registrar.go("/findings/")
    assert registrar.faults() == []
    registrar.page.click(f"main a[href='/firearms/{other}/beside/{one}/']")
    registrar.page.wait_for_selector("#beside")
    assert registrar.faults() == []
    if language != "en":
        assert registrar.untranslated() == []
    registrar.page.set_viewport_size({"width": 360, "height": 740})
    assert registrar.page.evaluate("document.documentElement.scrollWidth") <= 360
    label = registrar.page.locator("#beside ~ * td[data-label]").first
    assert other in label.evaluate("one => getComputedStyle(one, '::before').content")
    registrar.page.click("input[value=first]")
    registrar.page.fill("#id_reason", "one frame, typed twice")
    registrar.page.click("main form button[type=submit]")
    registrar.page.wait_for_selector("#life")
    assert any(one in note for note in registrar.page.locator("main .note").all_inner_texts())
    assert registrar.faults() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_keeps_its_headings_on_a_telephone_and_its_forms_off_the_paper(
    visit: Callable[..., Visit], cast: Cast, language: str
) -> None:
    record = record_of(b.firearm(cast.registrar, "BKS012", b.maker()))
    registrar = visit("registrar", language)
    registrar.go(f"/firearms/{record}/")
    if language != "en":
        assert registrar.untranslated() == []
    printed = registrar.page.locator("p.print-only")
    assert not printed.is_visible()
    registrar.page.set_viewport_size({"width": 360, "height": 740})
    cell = registrar.page.locator(".stacks td[data-label]").first
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == f'"{cell.get_attribute("data-label")}"'
    assert registrar.page.evaluate("document.documentElement.scrollWidth") <= 360
    registrar.page.emulate_media(media="print")
    assert "National registry" in printed.inner_text()
    registrar.go("/identify/")
    assert not registrar.page.locator("#id_marks").is_visible()
    assert registrar.page.locator("main .button:visible").count() == 0
