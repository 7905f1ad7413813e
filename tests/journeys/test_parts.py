"""Journeys, ¶64: a registrar exchanges a slide, then a frame, and sees what became of each."""

from collections.abc import Callable

import pytest

from salwa.contexts.registry.public import record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.journeys.conftest import LANGUAGES, Visit


def is_spoken(at: Visit) -> bool:
    """Whether all that a visitor reads was translated, where that can be seen."""
    return at.language == "en" or at.untranslated() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_registrar_exchanges_parts_and_is_led_on(cast: Cast, visit: Callable[..., Visit], language: str) -> None:
    record = record_of(b.firearm(cast.registrar, "AAA11101", b.maker(), b.serial("SLD50101", component=2)))
    at = visit("registrar", language)
    for part, serial in (("2", "SLD60202"), ("1", "NEW99123")):
        at.go(f"/firearms/{record}/parts/exchange/")
        assert at.faults() == []
        assert is_spoken(at)
        at.page.select_option("#id_part", part)
        at.page.fill("#id_serial", serial)
        at.page.fill("#id_happened", "2024-03")
        at.page.fill("#id_reason", "worn")
        at.page.click("main form button[type=submit]")
        at.page.wait_for_url("**/firearms/XC-*/")
        assert at.faults() == []
        assert is_spoken(at)
    assert record not in at.page.url
    assert at.says("NEW99123")
    assert at.says("SLD60202")
    at.go(f"/firearms/{record}/")
    assert at.faults() == []
    assert is_spoken(at)
    at.page.click(".note a")
    at.page.wait_for_url("**/firearms/XC-*/")
    assert at.says("NEW99123")
