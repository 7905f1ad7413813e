"""Registry: the pages on which parts are exchanged, taken out, fitted, measured and registered."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Fitting, MarkMeasure, Part
from salwa.contexts.registry.queries.records import firearm as find
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.actions.test_parts import goes_by

SignedIn = Callable[..., Client]
MOVED = {"happened": "2024-03-05", "reason": "worn"}


@pytest.fixture
def record(cast: Cast) -> str:
    return registry.record_of(b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2)))


def hidden(client: Client, path: str) -> dict[str, str]:
    form = client.get(path).context["form"]
    return {"key": form["key"].value(), "seen": form["seen"].value() or ""}


def test_an_exchange_says_what_becomes_of_the_part_that_came_out(record: str, signed_in: SignedIn) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/parts/exchange/"
    sent = {**hidden(client, path), "part": "2", "serial": "LSE70707", **MOVED}
    page = client.post(path, sent, follow=True)
    assert page.redirect_chain == [(f"/firearms/{record}/", 302)]
    assert "write this number on its label" in page.text
    assert "LSE70707" in page.text
    assert "Parts that were here" in page.text


def test_a_misread_mark_is_corrected_and_the_wrong_one_stays_readable(
    cast: Cast, record: str, signed_in: SignedIn
) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/parts/correct-mark/"
    empty = client.post(path, {**hidden(client, path), "mark": "2.2"})
    assert empty.status_code == 422
    assert "Write what stands there, or tick that there is no such mark." in empty.text
    assert "Say why: somebody will ask." in empty.text
    sent = {**hidden(client, path), "mark": "2.2", "text": "SLD50107", "reason": "read again"}
    page = client.post(path, sent, follow=True)
    assert page.redirect_chain == [(f"/firearms/{record}/", 302)]
    told = {
        mark.text: mark.is_withdrawn
        for part in registry.history(cast.registrar, record).components
        for mark in part.marks
    }
    assert told == {"AAA11101": False, "SLD50101": True, "SLD50107": False}
    gone = {**hidden(client, path), "mark": "2.3", "is_none": "on", "reason": "a scratch"}
    assert "struck through" in client.post(path, gone, follow=True).text


def test_what_a_record_says_wrongly_is_set_right(record: str, signed_in: SignedIn) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/facts/"
    form = client.get(path).context["form"]
    now = {name: form[name].value() or "" for name in ("make", "model", "calibre", "type", "country", "year")}
    assert (now["make"], now["year"]) == ("Glock", 2004)
    unclear = client.post(path, {**hidden(client, path), **now, "make": "no such maker", "reason": "why"})
    assert unclear.status_code == 422
    assert "is not understood" in unclear.text
    same = client.post(path, {**hidden(client, path), **now, "reason": "why"})
    assert "Nothing is changed: this is what the record says." in same.text
    sent = {**hidden(client, path), **now, "model": "17", "year": "2005", "reason": "read from the slide"}
    page = client.post(path, sent, follow=True)
    assert page.redirect_chain == [(f"/firearms/{record}/", 302)]
    assert "What was set right" in page.text
    assert "<del><bdi>2004</bdi></del> <ins><bdi>2005</bdi></ins>" in page.text
    assert "read from the slide" in page.text


def test_what_somebody_else_set_right_meanwhile_is_not_turned_back(
    cast: Cast, record: str, signed_in: SignedIn
) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/facts/"
    form = client.get(path).context["form"]
    seen = {name: form[name].value() or "" for name in ("key", "seen", "make", "model", "calibre", "type", "country")}
    row = find(cast.registrar, record)
    other = registry.NewFacts(calibre=b.calibre("7.62x39"))
    registry.correct_facts(actor=cast.registrar, firearm=row, facts=other, reason="read from the barrel")
    page = client.post(path, {**seen, "year": "2005", "reason": "read from the slide"})
    assert page.status_code == 409
    assert registry.card(cast.registrar, record).calibre == "7.62×39mm"


def test_what_is_sent_twice_is_done_once(record: str, signed_in: SignedIn) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/parts/exchange/"
    sent = {**hidden(client, path), "part": "2", "serial": "LSE70707", **MOVED}
    client.post(path, sent)
    again = client.post(path, sent, follow=True)
    assert "once is enough" in again.text
    assert Part.objects.count() == 2


def test_a_form_that_somebody_overtook_changes_nothing(cast: Cast, record: str, signed_in: SignedIn) -> None:
    client, path = signed_in("registrar"), f"/firearms/{record}/parts/take-out/"
    sent = {**hidden(client, path), "part": "2", **MOVED}
    row = registry.firearm(cast.registrar, record)
    registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020))
    assert client.post(path, sent).status_code == 409
    assert not Fitting.objects.exists()


def test_a_refusal_stands_on_the_form_with_what_was_typed(cast: Cast, record: str, signed_in: SignedIn) -> None:
    row = registry.firearm(cast.registrar, record)
    registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2020))
    client, path = signed_in("registrar"), f"/firearms/{record}/parts/take-out/"
    page = client.post(path, {"part": "2", "happened": "2024-03-05", "reason": "because of rust"})
    assert page.status_code == 422
    assert "Record how it came back" in page.text
    assert "because of rust" in page.text


def test_where_the_identity_ends_the_page_leads_to_the_record_that_was_begun(
    record: str, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_by(monkeypatch, "ends")
    client = signed_in("registrar")
    sent = {"part": "1", "serial": "NEW99123", **MOVED}
    page = client.post(f"/firearms/{record}/parts/exchange/", sent, follow=True)
    assert f"the identity of {record} has ended" in page.text
    assert "This record follows one whose identity has ended" in page.text
    old = client.get(f"/firearms/{record}/").text
    assert "The identity of this weapon has ended. Go on with:" in old
    assert "Exchange a part" not in old


def test_a_part_that_is_elsewhere_leads_to_the_finding(cast: Cast, record: str, signed_in: SignedIn) -> None:
    client = signed_in("registrar")
    made = client.post("/parts/new/", {"kind": "8", "serial": "BRL50122"}, follow=True)
    number = made.redirect_chain[0][0].split("/")[2]
    assert "Record of a part" in made.text
    assert "To fit it, open the weapon" in made.text
    client.post(f"/firearms/{record}/parts/fit/", {"number": number, **MOVED})
    assert "This part sits in a weapon now" in client.get(f"/firearms/{number}/").text
    other = registry.record_of(b.firearm(cast.registrar, "BBB22202"))
    page = client.post(f"/firearms/{other}/parts/fit/", {"number": number, **MOVED}, follow=True)
    assert page.redirect_chain[0][0].startswith("/findings/")
    assert "Nothing was moved" in page.text


def test_a_weapon_is_taken_apart(record: str, signed_in: SignedIn) -> None:
    page = signed_in("registrar").post(f"/firearms/{record}/parts/take-out/", {"part": "all", **MOVED}, follow=True)
    assert page.status_code == 200
    assert Part.objects.count() == 2


def test_a_measured_mark_says_how_it_stands(record: str, signed_in: SignedIn) -> None:
    client = signed_in("registrar")
    sent = {"mark": "1.1", "height": "1.20", "depth": "0.12", "on_plate": "yes", "material": "3"}
    page = client.post(f"/firearms/{record}/parts/measure/", sent, follow=True)
    assert "1.20 mm high, 0.12 mm deep, on a metal plate" in page.text
    assert "lower than is asked" in page.text
    assert MarkMeasure.objects.count() == 1


def test_a_further_calibre_stands_among_the_facts(record: str, signed_in: SignedIn) -> None:
    page = signed_in("registrar").post(
        f"/firearms/{record}/parts/calibre/", {"calibre": ".22 LR", "part": "2"}, follow=True
    )
    assert "Also takes" in page.text


def test_a_loose_part_is_reported_stolen(signed_in: SignedIn) -> None:
    client = signed_in("registrar")
    made = client.post("/parts/new/", {"kind": "7", "serial": "LSE70707"})
    path = made.headers["Location"]
    page = client.post(f"{path}parts/report/", {"outcome": "theft", **MOVED}, follow=True)
    assert "reported stolen" in page.text


def test_who_may_not_change_a_record_is_not_led_to(record: str, signed_in: SignedIn) -> None:
    client = signed_in("tracing_officer")
    assert "Exchange a part" not in client.get(f"/firearms/{record}/").text
    assert client.get(f"/firearms/{record}/parts/exchange/").status_code == 403
    assert signed_in("outsider").get(f"/firearms/{record}/parts/exchange/").status_code == 404
