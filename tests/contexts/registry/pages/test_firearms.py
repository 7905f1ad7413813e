"""Registry: the page of a record, and the way to it."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.registry.public import card, close_holdings, merge_firearms, record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.tracing.conftest import Register


def test_a_record_shows_what_the_firearm_is(signed_in: Callable[..., Client], register: Register) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    answer = signed_in("tracing_officer").get(f"/firearms/{record}/")
    assert answer.status_code == 200
    for words in ("Glock", "BKS012", "INV-1", "The line of its life", "kept by National registry"):
        assert words in answer.text


def test_a_number_typed_in_another_way_leads_to_the_record(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("BKS012")
    client = signed_in("tracing_officer")
    typed = record.lower().replace("-", "")
    assert client.get("/firearms/", {"number": typed}).headers["Location"] == f"/firearms/{record}/"
    assert client.get(f"/firearms/{typed}/").headers["Location"] == f"/firearms/{record}/"
    uuid = card(cast.registrar, record).uuid
    assert client.get(f"/firearms/{uuid}/").headers["Location"] == f"/firearms/{record}/"


def test_a_typing_error_is_said_to_be_one_beside_the_field(
    signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("BKS012")
    wrong = record[:-1] + ("0" if record[-1] != "0" else "1")
    answer = signed_in("tracing_officer").get("/firearms/", {"number": wrong})
    assert answer.status_code == 422
    assert "typing error" in answer.text
    assert signed_in("tracing_officer").get("/firearms/", {"number": " "}).status_code == 422


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
    assert "A record of Harbour police is shown with this one" in answer.text
    assert "HRB77123" not in answer.text
    assert record_of(other) not in answer.text
