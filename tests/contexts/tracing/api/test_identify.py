"""Tracing: identify over the API."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.contexts.tracing.conftest import Register


@pytest.fixture
def ask(signed_in: Callable[..., Client]) -> Callable[..., Any]:
    def send(question: object, name: str = "tracing_officer") -> Any:
        return signed_in(name).post("/api/v1/identify", data=question, content_type="application/json")

    return send


def test_the_answer_has_the_documented_shape(ask: Callable[..., Any], register: Register) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    told = ask({"query_id": "q1", "serial": "BKSO12", "make": "glock"}).json()
    first_keys = ["query_id", "verdict", "reading", "candidates", "findings", "not_in_register"]
    assert list(told) == [*first_keys, "equals", "complete", "notes"]
    assert (told["equals"], told["complete"], told["notes"]) == (1, True, [])
    assert (told["query_id"], told["verdict"]) == ("q1", "match_corrected")
    (first,) = told["candidates"]
    assert set(first) >= {"record", "external_id", "serial", "make", "model", "probability", "reasons"}
    assert (first["import_country"], first["import_year"], first["merged_from"]) == (None, None, [])
    assert (first["record"], first["external_id"]) == (record, "INV-1")
    assert first["reasons"][0] == {
        "field": "serial",
        "position": 4,
        "written": "O",
        "registered": "0",
        "kind": "look_alike",
    }


def test_a_program_reads_the_notes_that_a_person_reads(ask: Callable[..., Any]) -> None:
    told = ask({"serial": "Jan-32"}).json()
    assert told["verdict"] == "insufficient"
    assert told["notes"][0].startswith("Jan-32 is a date that a spreadsheet made of what was typed.")


def test_equally_good_records_are_counted(ask: Callable[..., Any], register: Register) -> None:
    register("BKS012", "Glock", "17")
    register("BKS012", "Glock", "17")
    told = ask({"serial": "BKS012", "make": "glock"}).json()
    assert (told["verdict"], told["equals"], told["complete"]) == ("ambiguous", 2, True)


def test_an_empty_question_is_insufficient_and_no_error(ask: Callable[..., Any]) -> None:
    told = ask({})
    assert told.status_code == 200
    assert told.json()["verdict"] == "insufficient"


def test_whoever_opens_no_records_is_told_so(ask: Callable[..., Any]) -> None:
    told = ask({"serial": "A12345"}, "administrator")
    assert told.status_code == 403
    assert told.headers["Content-Type"] == "application/problem+json"


def test_what_is_no_json_is_refused(signed_in: Callable[..., Client]) -> None:
    client = signed_in("tracing_officer")
    told = client.post("/api/v1/identify", data="{serial", content_type="application/json")
    assert told.status_code == 400
    assert told.headers["Content-Type"] == "application/problem+json"
