"""S1: a registrar keeps the life of one firearm, from its registration to the evidence that a court asks for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from salwa.contexts.licensing.public import licence_number
from salwa.contexts.registry.models import Holder
from salwa.contexts.registry.public import history, record_of
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform import keys
from salwa.platform.home import current
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.registry import builders as b
from tests.journeys.conftest import LANGUAGES, Visit
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["printing"]


@dataclass(frozen=True)
class Sides:
    """Who gives the firearm away, who takes it, and the permit on which that rests."""

    shop: Holder
    taker: Holder
    permit: str


@pytest.fixture
def sides(cast: Cast) -> Iterator[Sides]:
    """A dealer and a buyer with their licences, in a State that asks for both consents."""
    keys.make(current())
    (current().path / "checkpoint").unlink(missing_ok=True)
    shop, taker = l.dealer(cast.licensing_officer, "Quay Arms"), l.person(cast.licensing_officer, "Quillfeather")
    l.granted(cast.licensing_officer, shop, "D1")
    permit = licence_number(l.granted(cast.licensing_officer, taker, "A2"))
    with b.pack(b.ASKING):
        yield Sides(shop, taker, permit)


def looked_at(at: Visit) -> None:
    """Hold a page against what every page owes its reader."""
    assert at.faults() == []
    if at.language != "en":
        assert at.untranslated() == []


def sent(at: Visit, form: str = "main form:has(button.button:not(.plain))") -> None:
    """Send the form of a page, and look at what comes of it."""
    at.page.locator(form).first.locator("button[type=submit]").click()
    at.page.wait_for_load_state()
    assert at.page.locator("main [role=alert]").count() == 0, at.page.locator("main").inner_text()
    looked_at(at)


def told(at: Visit, record: str, kind: str, **given: str) -> None:
    """Record what happened on its own page."""
    at.go(f"/firearms/{record}/record/{kind}/")
    looked_at(at)
    for name, value in given.items():
        field = at.page.locator(f"#id_{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    sent(at)


@pytest.mark.usefixtures("printing")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_life_of_one_firearm(
    cast: Cast, visit: Callable[..., Visit], sides: Sides, language: str, tmp_path: Path
) -> None:
    at, today = visit("registrar", language), timezone.now().date().isoformat()
    at.go("/firearms/new/")
    looked_at(at)
    for name, value in {"serial": "LFE77012", "make": "Glock", "model": "17", "registered": "2024-03-05"}.items():
        at.page.fill(f"#id_{name}", value)
    at.page.fill("#id_holder", "Quay Arms")
    sent(at)
    record = at.page.url.rstrip("/").split("/")[-1]
    assert at.says("LFE77012")
    assert at.says("Quay Arms")

    told(at, record, "sale", holder=str(sides.taker.uuid), permit=sides.permit, reference="INVOICE 12")
    at.page.wait_for_url("**/proposals/*/")
    for party in (1, 2):
        consent = at.page.locator(f"section[aria-labelledby=party-{party}]")
        consent.locator("input[value=given]").check()
        consent.locator(f"#paper-{party}").fill(f"PAPER {party}")
        sent(at, f"section[aria-labelledby=party-{party}] form")
    at.page.fill("#id_when", today)
    sent(at, "form:has(input[value=carry-out])")
    at.go(f"/licences/licence/{sides.permit}/")
    assert at.says(record), "the permit was for one transfer, and says for which"

    told(at, record, "theft", when=today, place="Long Quay")
    assert state(cast, record) is Status.STOLEN
    told(at, record, "find", when=today, place="Harbour")
    told(at, record, "destruction", when=today, method="1")
    assert state(cast, record) is Status.DESTROYED

    at.go(f"/firearms/{record}/papers/")
    looked_at(at)
    at.page.fill("#id_recipient", "Court of Wendel")
    at.page.fill("#id_reason", "Request 12/26")
    with at.page.expect_download() as download:
        at.page.click("form:has(#id_recipient) button[type=submit]")
    download.value.save_as(tmp_path / "evidence.pdf")
    paper = Printed.of((tmp_path / "evidence.pdf").read_bytes())
    assert "LFE77012" in paper.text
    assert paper.attached("evidence.json")


def state(cast: Cast, record: str) -> Status:
    """What the register says that became of it."""
    with reading(cast.registrar):
        return history(cast.registrar, record).state.status


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firearm_that_turns_up_after_its_destruction(cast: Cast, visit: Callable[..., Visit], language: str) -> None:
    life = (
        b.event(EventKind.REGISTRATION, b.day("2020-01-05")),
        b.event(EventKind.DESTRUCTION, b.day("2022-03-04"), place="Harbour"),
    )
    record = record_of(b.firearm(cast.registrar, "CNF55012", b.maker(), life=life))
    at = visit("registrar", language)
    told(at, record, "find", when="2024-05-06", place="Hill station")
    at.go(f"/firearms/{record}/")
    looked_at(at)
    assert at.page.locator(".life .tag.bad").count() == 2, "both entries are marked, because either may be wrong"
    at.go("/findings/")
    looked_at(at)
    at.page.locator(f"main a[href*='{record}'], main a[href^='/findings/']").last.click()
    at.page.wait_for_load_state()
    looked_at(at)
    for said in ("Harbour", "Hill station"):
        assert at.says(said)
