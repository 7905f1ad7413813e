"""S3: a tracing officer identifies a recovered firearm from its marks as they were written down."""

from collections.abc import Callable

import pytest

from salwa.contexts.registry.public import NewFirearm, NewMark, close_holdings, register_firearm
from salwa.kernel import vocabularies
from salwa.kernel.marks.model import MarkKind
from tests.conftest import Cast
from tests.journeys.conftest import LANGUAGES, Visit


@pytest.fixture
def glock() -> int:
    term = vocabularies.makes().resolve("Glock").term
    assert term is not None
    return term.code


@pytest.fixture
def register(cast: Cast, glock: int) -> None:
    for actor, serial in ((cast.registrar, "BKS012"), (cast.registrar, "BKS812"), (cast.outside_registrar, "HRB44120")):
        marks = (
            NewMark(kind=MarkKind.MAKER, text="GLOCK", code=glock, country=40),
            NewMark(kind=MarkKind.SERIAL, text=serial),
        )
        register_firearm(actor=actor, firearm=NewFirearm(make=glock, country=40, year=2018, marks=marks))
    close_holdings(actor=cast.outside_registrar, is_closed=True)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_letter_written_for_a_digit_is_found_and_shown(
    visit: Callable[..., Visit], language: str, script: bool
) -> None:
    officer = visit("tracing_officer", language, script=script)
    if script:
        officer.page.keyboard.press("/")
        assert officer.page.evaluate("document.activeElement.id") == "id_marks"
    officer.go("/identify/")
    officer.page.fill("#id_marks", "GLOCK AUSTRIA BKS O12 9x19")
    officer.page.click("form.card button[type=submit]")
    officer.page.wait_for_selector("#verdict")
    written = officer.page.locator(".compare tr:nth-child(2) td").all_inner_texts()
    registered = officer.page.locator(".compare tr:nth-child(3) td").all_inner_texts()
    assert "".join(written) == "BKSO12"
    assert "".join(registered) == "BKS012"
    assert officer.page.locator(".compare tr:nth-child(2) td.changed").inner_text() == "O"
    marks = officer.page.locator("bdi.mark").all()
    assert {mark.get_attribute("dir") for mark in marks} == {"ltr"}
    if script:
        assert officer.page.evaluate("document.activeElement.id") == "verdict"
        assert officer.faults() == []
        if language != "en":
            assert officer.untranslated() == []
    officer.page.click("section[aria-labelledby=candidate] a.button")
    officer.page.wait_for_selector("#life")
    assert officer.direction == ("rtl" if language != "en" else "ltr")
    if script:
        assert officer.faults() == []


@pytest.mark.usefixtures("register")
def test_a_record_that_may_not_be_opened_names_whom_to_ask(visit: Callable[..., Visit]) -> None:
    officer = visit("tracing_officer")
    officer.go("/identify/")
    officer.page.fill("#id_marks", "Glock HRB44120")
    officer.page.click("form.card button[type=submit]")
    officer.page.wait_for_selector("#verdict")
    assert officer.says("One firearm in the register fits")
    assert officer.says("A record you may not open")
    assert officer.says("Harbour police")
    assert officer.page.locator("section[aria-labelledby=candidate] a").count() == 0


@pytest.mark.usefixtures("register")
def test_what_is_no_serial_is_not_said_to_be_unregistered(visit: Callable[..., Visit]) -> None:
    officer = visit("tracing_officer")
    officer.go("/identify/")
    officer.page.click("summary:has-text('one by one')")
    officer.page.fill("#id_serial", "7.62x39")
    officer.page.click("form.card button[type=submit]")
    officer.page.wait_for_selector("#verdict")
    assert officer.says("What was written is not enough to identify a firearm.")
    assert officer.says("This does not mean that the firearm is not registered.")


def test_an_empty_question_is_put_right_beside_the_field(visit: Callable[..., Visit]) -> None:
    officer = visit("tracing_officer")
    officer.go("/identify/")
    officer.page.click("form.card button[type=submit]")
    officer.page.wait_for_selector("[role=alert]")
    assert officer.says("Write at least one mark.")
    assert officer.page.get_attribute("#id_marks", "aria-invalid") == "true"
    assert officer.faults() == []


@pytest.mark.parametrize(
    "path", ["/", "/identify/", "/firearms/", "/findings/", "/import/", "/api/v1/docs", "/nowhere/"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_open_to_everybody(visit: Callable[..., Visit], path: str, language: str) -> None:
    registrar = visit("registrar", language)
    registrar.go(path)
    assert registrar.faults() == []
    if language != "en":
        assert registrar.untranslated() == []
        registrar.page.set_viewport_size({"width": 360, "height": 740})
        wide = registrar.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} pixels wide on a narrow screen"
