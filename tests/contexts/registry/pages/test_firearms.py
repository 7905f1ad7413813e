"""Registry: the page of a record, and the way to it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import pgettext

from salwa.contexts.registry.public import (
    NewFirearm,
    NewMark,
    card,
    close_holdings,
    merge_firearms,
    record_of,
    register_firearm,
)
from salwa.contexts.registry.queries.lists import PAGE
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.tracing.conftest import Register


def test_a_record_shows_what_the_firearm_is(signed_in: Callable[..., Client], register: Register) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    answer = signed_in("tracing_officer").get(f"/firearms/{record}/")
    assert answer.status_code == 200
    for words in ("Glock", "BKS012", "INV-1", "The line of its life", "kept by <bdi>National registry</bdi>"):
        assert words in answer.text


def test_a_number_typed_in_another_way_leads_to_the_record(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("BKS012")
    client = signed_in("tracing_officer")
    typed = record.lower().replace("-", "")
    assert client.post("/firearms/", {"number": typed}).headers["Location"] == f"/firearms/{record}/"
    assert client.get(f"/firearms/{typed}/").headers["Location"] == f"/firearms/{record}/"
    uuid = card(cast.registrar, record).uuid
    assert client.get(f"/firearms/{uuid}/").headers["Location"] == f"/firearms/{record}/"


def test_a_typing_error_is_said_to_be_one_beside_the_field(
    signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("BKS012")
    wrong = record[:-1] + ("0" if record[-1] != "0" else "1")
    answer = signed_in("tracing_officer").post("/firearms/", {"number": wrong})
    assert answer.status_code == 422
    assert "typing error" in answer.text
    assert signed_in("tracing_officer").post("/firearms/", {"number": " "}).status_code == 422


def test_what_is_hidden_answers_as_what_is_not_there(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("HRB44120", actor=cast.outside_registrar)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    answer = signed_in("tracing_officer").get(f"/firearms/{record}/")
    assert answer.status_code == 404
    assert "HRB44120" not in answer.text
    assert signed_in("outsider").get(f"/firearms/{record}/").status_code == 200


def test_whoever_opens_no_records_is_sent_away(signed_in: Callable[..., Client]) -> None:
    assert signed_in("administrator").get("/firearms/").status_code == 403


def test_a_closed_record_of_the_same_firearm_is_told_by_its_agency_alone(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    one, other = b.firearm(cast.registrar, "AAA11701"), b.firearm(cast.outside_registrar, "HRB77123")
    merge_firearms(actor=cast.registrar, survivor=one, absorbed=other, reason="typed twice")
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    answer = signed_in("tracing_officer").get(f"/firearms/{record_of(one)}/")
    assert "A record of <bdi>Harbour police</bdi> is shown with this one" in answer.text
    assert "HRB77123" not in answer.text
    assert record_of(other) not in answer.text


def test_a_number_at_the_source_and_a_serial_lead_to_their_records(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record, other = register("BKS012", "Glock", external_id="INV-1"), register("HRB1", external_id="INV-2")
    for number, why in (("INV-1", "found by its number at the source"), ("bks 012", "found by its serial number")):
        answer = signed_in("tracing_officer").post("/firearms/", {"number": number})
        assert answer.status_code == 200
        assert "1 record has this number" in answer.text
        assert f"/firearms/{record}/" in answer.text
        assert f"/firearms/{other}/" not in answer.text
        assert f'<span class="soft small">{why}</span>' in answer.text


def test_a_number_that_nothing_carries_is_said_to_be_one_beside_the_field(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("tracing_officer").post("/firearms/", {"number": "BKS012"})
    assert answer.status_code == 404
    assert "No record that you may open has this number" in answer.text


def test_a_closed_holding_names_whom_to_ask(cast: Cast, signed_in: Callable[..., Client], register: Register) -> None:
    register("HRB44120", actor=cast.outside_registrar)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    answer = signed_in("tracing_officer").post("/firearms/", {"number": "HRB44120"})
    assert "ask <bdi>Harbour police</bdi>" in answer.text
    assert "HRB44120" not in re.sub(r"<input[^>]*>", "", answer.text)


def test_the_records_of_the_agency_are_gone_through_page_by_page(
    cast: Cast, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(PAGE + 1):
        b.firearm(cast.registrar, f"BKS{at:03}", external_id=f"INV-{at:03}")
    first = signed_in("registrar").get("/firearms/")
    assert "INV-000" in first.text
    assert f"INV-{PAGE:03}" not in first.text
    (following,) = re.findall(r'href="/firearms/\?([^"]*after=[^"]*)"', first.text)
    second = signed_in("registrar").get("/firearms/?" + following.replace("&amp;", "&"))
    assert f"INV-{PAGE:03}" in second.text
    assert "INV-000" not in second.text
    assert "From the beginning" in second.text
    assert signed_in("registrar").get("/firearms/", {"source": "999"}).status_code == 404


def test_others_find_a_record_by_its_number_and_go_through_none(
    signed_in: Callable[..., Client], register: Register
) -> None:
    register("BKS012", external_id="INV-1")
    assert "INV-1" not in signed_in("tracing_officer").get("/firearms/").text
    assert "INV-1" in signed_in("auditor").get("/firearms/").text or "Records of your agency" not in (
        signed_in("auditor").get("/firearms/").text
    )


def test_a_maker_that_no_vocabulary_knows_stands_in_the_title_as_written(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    odd = NewMark(kind=MarkKind.MAKER, text="Tokarev")
    row = register_firearm(actor=cast.registrar, firearm=NewFirearm(marks=(b.serial("TK4471"), odd)))
    text = signed_in("registrar").get(f"/firearms/{record_of(row)}/").text
    assert "<h1><bdi>Tokarev</bdi>" in text
    assert "make as written" in text
    assert "(as written)" in text


def test_every_cell_of_the_marks_carries_its_heading(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row = b.firearm(cast.registrar, "BKS012", b.maker())
    text = signed_in("registrar").get(f"/firearms/{record_of(row)}/").text
    table = next(one for one in re.findall(r"<tbody>(.*?)</tbody>", text, flags=re.DOTALL) if "Legibility" in one)
    cells = re.findall(r"<td([^>]*)>", table)
    assert len(cells) == 8
    assert all("data-label=" in cell for cell in cells)
    assert {heading for cell in cells for heading in re.findall(r'data-label="([^"]*)"', cell)} == {
        "Mark",
        "Read as",
        "Place, method, script",
        "Legibility",
    }


def test_a_printed_record_says_who_printed_it_for_whom_and_of_whose_register(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    row = b.firearm(cast.registrar, "BKS012")
    text = signed_in("registrar").get(f"/firearms/{record_of(row)}/").text
    (printed,) = re.findall(r'<p class="print-only[^"]*">(.*?)</p>', text, flags=re.DOTALL)
    for words in ("Printed", "Registrar", "National registry", "Corvania", "node"):
        assert words in printed


def test_what_the_register_holds_is_not_put_into_the_reader_s_language(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    life = (b.event(EventKind.IMPORT, b.year(2019), country=840), b.event(EventKind.SALE, b.year(2020), place="USA"))
    row = b.firearm(cast.registrar, "BKS012", b.maker(), life=life, external_id="INV-1")
    text = signed_in("registrar", "qps-plocm").get(f"/firearms/{record_of(row)}/").text
    isolated = re.findall(r"<bdi[^>]*>(.*?)</bdi>", text)
    for data in ("BKS012", "INV-1", "Old register", "National registry", "USA", "registrar"):
        assert data in isolated
    with translation.override("qps-plocm"):
        assert isolated.count(pgettext("country", "United States")) == 2
