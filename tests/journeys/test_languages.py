"""The six languages: a registrar's places in each of them, in its direction, with nothing left in English."""

from collections.abc import Callable

import pytest

from salwa.contexts.registry import public as registry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.journeys.conftest import Visit

PLACES = (
    *(
        "/",
        "/identify/",
        "/firearms/",
        "/firearms/new/",
        "/findings/",
        "/import/",
        "/proposals/",
        "/due/",
        "/parts/new/",
    ),
    *("/licences/", "/licences/holders/", "/marking/", "/marking/machines/", "/retention/", "/rules/"),
)
OF_A_RECORD = ("", "record/", "record/theft/", "facts/", "parts/exchange/", "parts/correct-mark/", "papers/", "holds/")
OTHER_SCRIPTS = ("ar", "ru", "zh-hans")
WIDTH, NARROW = 1280, 390
LEFT_IN_LATIN = r"""() => {
  const kept = "bdi, code, kbd, pre, textarea, input, select, option, svg, script, [translate=no], .brand, .mark, time";
  const code = /\[columns\]|serial = "[^"]+"|make = "[^"]+"|salwa [a-z-]+/g;
  const names = /Salwa|Parquet|DataMatrix|Unicode|Excel|gzip/g;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest(kept)) continue;
    const left = node.data.replace(code, "").replace(names, "");
    if (/[a-z]{3,}/.test(left)) found.push(node.data.trim().slice(0, 90));
  }
  return found;
}"""


def is_too_wide(at: Visit) -> bool:
    return bool(at.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh-hans"])
def test_a_registrar_s_places_speak_the_language(cast: Cast, visit: Callable[..., Visit], language: str) -> None:
    record = registry.record_of(b.firearm(cast.registrar, "KX7710", b.serial("KX7711", component=2)))
    at = visit("registrar", language)
    wrong: dict[str, object] = {}
    for place in (*PLACES, *(f"/firearms/{record}/{page}" for page in OF_A_RECORD)):
        at.go(place)
        assert at.direction == ("rtl" if language == "ar" else "ltr")
        if language in OTHER_SCRIPTS and (left := at.page.evaluate(LEFT_IN_LATIN)):
            wrong[f"{place} in English"] = left
        if language == "ar" and (faults := at.faults()):
            wrong[f"{place} by axe"] = faults
        at.page.set_viewport_size({"width": NARROW, "height": 800})
        if is_too_wide(at):
            wrong[f"{place} on a telephone"] = "too wide"
        at.page.set_viewport_size({"width": WIDTH, "height": 900})
    assert wrong == {}


def test_the_language_is_switched_on_any_page_and_stays(cast: Cast, visit: Callable[..., Visit]) -> None:
    at = visit("registrar")
    at.go("/firearms/")
    at.page.click("details:has(form[action='/language/']) summary")
    at.page.click("form[action='/language/'] button[value=ar]")
    at.page.wait_for_load_state()
    assert (at.page.url, at.direction) == (f"{at.base}/firearms/", "rtl")
    at.go("/")
    assert at.page.evaluate("document.documentElement.lang") == "ar"
