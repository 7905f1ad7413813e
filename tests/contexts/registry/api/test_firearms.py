"""Registry: records and histories over the API."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.registry.public import close_holdings, firearm, record_destruction
from salwa.kernel.lifecycle import Happened
from tests.conftest import Cast
from tests.contexts.tracing.conftest import Register


def test_a_record_tells_its_marks(signed_in: Callable[..., Client], register: Register) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    told = signed_in("tracing_officer").get(f"/api/v1/firearms/{record}").json()
    assert (told["record"], told["serial"], told["external_id"], told["make"]) == (record, "BKS012", "INV-1", "Glock")
    (component,) = told["components"]
    assert component["control"] is True
    assert [(mark["kind"], mark["text"]) for mark in component["marks"]] == [("serial", "BKS012")]


def test_a_history_tells_when_as_exactly_as_is_known(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("BKS012")
    record_destruction(actor=cast.registrar, firearm=firearm(cast.registrar, record), happened=Happened.in_year(2011))
    told = signed_in("tracing_officer").get(f"/api/v1/firearms/{record}/history").json()
    assert told["status"] == "destroyed"
    assert [(line["kind"], line["happened"]) for line in told["lines"]] == [("destruction", "2011")]


def test_what_is_hidden_answers_as_what_is_not_there(
    cast: Cast, signed_in: Callable[..., Client], register: Register
) -> None:
    record = register("HRB44120", actor=cast.outside_registrar)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    client = signed_in("tracing_officer")
    for place in (record, f"{record}/history"):
        told = client.get(f"/api/v1/firearms/{place}")
        assert told.status_code == 404
        assert told.headers["Content-Type"] == "application/problem+json"


def test_a_typing_error_is_said_to_be_one(signed_in: Callable[..., Client]) -> None:
    told = signed_in("tracing_officer").get("/api/v1/firearms/XC-7K3M9-Q2T4H-X")
    assert told.status_code == 422
    assert "typing error" in told.json()["detail"]
