"""Tracing: the page to identify a firearm."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry.public import close_holdings, record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.tracing.conftest import Register


def test_the_answer_stands_above_the_evidence(signed_in: Callable[..., Client], register: Register) -> None:
    record = register("BKS012", "Glock", "17")
    answer = signed_in("tracing_officer").post("/identify/", {"marks": "GLOCK BKS O12"})
    assert answer.status_code == 200
    assert "One firearm in the register fits, with one correction." in answer.text
    assert "not in this register" in answer.text
    assert f'href="/firearms/{record}/"' in answer.text
    assert '<td class="changed">O</td>' in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = signed_in("tracing_officer").get(f"/firearms/{record}/").text
    tag = re.search(r'<div class="row">(<span class="tag [^<]*</span>)', page)
    assert tag is not None
    assert tag[1] in answer.text


def test_marks_are_shown_again_as_written_and_isolated(signed_in: Callable[..., Client], register: Register) -> None:
    text = signed_in("tracing_officer", "qps-plocm").post("/identify/", {"marks": 'ТЕ 1234 <b>"'}).text
    assert "ТЕ 1234 &lt;b&gt;&quot;" in text
    assert "<b>&quot;" not in text
    assert 'dir="rtl"' in text


@pytest.mark.parametrize(
    "marks",
    [
        {"serial": "BKSO12", "make": "CENTURY ARMS", "remarks": "rusted, ground"},
        {"serial": "BKS0??", "type": "revolver"},
        {"marks": "CZ 75 B3456 GHA 2016"},
        {"serial": "7.62x39"},
        {"serial": "3456xx, PTB 895"},
    ],
)
def test_nothing_on_the_page_stays_in_english_but_what_was_written(
    signed_in: Callable[..., Client], register: Register, marks: dict[str, str]
) -> None:
    register("BKS012", "Glock", "17")
    text = signed_in("tracing_officer", "qps-plocm").post("/identify/", marks).text
    bare = re.sub(r"<(head|script|style|svg|textarea|bdi|kbd)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = re.sub(r"<[^>]+>", "\n", bare).replace("Salwa", "")
    assert re.findall(r".*[A-Za-z]{3}.*", bare) == []


def test_what_the_notes_quote_is_isolated_and_escaped(signed_in: Callable[..., Client], register: Register) -> None:
    text = signed_in("tracing_officer").post("/identify/", {"serial": "12<b>4?"}).text
    assert '<bdi class="mark" dir="ltr">12&lt;b&gt;4?</bdi>' in text
    assert "12<b>4" not in text


def test_a_question_that_cannot_be_taken_is_shown_with_its_faults(signed_in: Callable[..., Client]) -> None:
    client = signed_in("tracing_officer")
    empty = client.post("/identify/", {"marks": "  "})
    assert empty.status_code == 422
    assert "Write at least one mark." in empty.text
    turned = client.post("/identify/", {"serial": "BKS\u202e210"})
    assert turned.status_code == 422
    assert "Character 4 is an invisible sign" in turned.text
    assert '<details class="more" open>' in turned.text


def test_the_page_asks_before_it_answers(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("registrar").get("/identify/")
    assert "Write down what you see, as you see it" in answer.text


def test_whoever_opens_no_records_is_sent_away(signed_in: Callable[..., Client]) -> None:
    assert signed_in("administrator").get("/identify/").status_code == 403


def test_a_slide_s_number_is_not_shown_as_the_firearm_s(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.firearm(cast.registrar, "58B123456", b.serial("58A654321", component=2))
    text = signed_in("tracing_officer").post("/identify/", {"serial": "58A654321"}).text
    assert "This is the number of a part (slide) of one firearm in the register" in text
    assert "The firearm&#x27;s own serial number is" in text or "The firearm's own serial number is" in text
    assert '<bdi class="mark" dir="ltr">58B123456</bdi>' in text
    assert "The serial number is registered as it was written." not in text


def test_a_firearm_perhaps_registered_twice_leads_to_both_records(cast: Cast, signed_in: Callable[..., Client]) -> None:
    one, other = (record_of(b.firearm(cast.registrar, "BKS012")) for _ in range(2))
    text = signed_in("registrar").post("/identify/", {"serial": "BKS012", "make": "Glock"}).text
    assert f'href="/firearms/{other}/beside/{one}/"' in text
    assert "Look for one more mark" not in text


def test_what_was_asked_is_printed_with_the_answer(signed_in: Callable[..., Client], register: Register) -> None:
    register("BKS012", "Glock", "17")
    text = signed_in("tracing_officer").post("/identify/", {"marks": "GLOCK BKS O12"}).text
    printed = re.findall(r'<(dl|p) class="[^"]*print-only[^"]*">(.*?)</\1>', text, flags=re.DOTALL)
    assert any("GLOCK BKS O12" in part for _, part in printed)
    assert any("Tracing desk" in part and "Corvania" in part for _, part in printed)


def test_the_agency_to_ask_is_isolated_in_the_sentence(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.firearm(cast.registrar, "58B123456")
    b.firearm(cast.outside_registrar, "58C777888", b.serial("58A654321", component=2))
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    text = signed_in("tracing_officer").post("/identify/", {"marks": "58B123456 58A654321"}).text
    told = re.search(r"<li>A part of it, or its mark, is claimed by another record\.(.*?)</li>", text, flags=re.DOTALL)
    assert told
    assert told[1].split() == ["Ask", "<bdi>Harbour", "police</bdi>."]
