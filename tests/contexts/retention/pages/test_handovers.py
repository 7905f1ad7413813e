"""Retention, pages: records are taken over, with a receipt."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.retention.models import HandOver
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["printing"]
Enter = Callable[[str], Client]
FACTS = {
    "company": "Harbour Arms",
    "ceased": "2026-03-31",
    "carrier": "1",
    "pieces": "14",
    "kept_at": "State archive, room 4",
    "reason": "Brought by the liquidator",
    "key": "t1",
}


def test_records_are_taken_over_once_and_the_page_is_the_receipt(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("registrar")
    assert "No records were taken over yet." in client.get("/retention/hand-overs/").text
    answer = client.post("/retention/hand-overs/new/", FACTS)
    assert client.post("/retention/hand-overs/new/", FACTS).headers["Location"] == "/retention/hand-overs/"
    assert HandOver.objects.count() == 1
    text = signed_in("auditor").get(answer.headers["Location"]).text
    for told in ("Harbour Arms", "14", "State archive, room 4", "31 March 2026", "not said"):
        assert told in text
    assert "Name an import" not in text
    assert "receipt.pdf" in text
    assert client.get("/retention/hand-overs/none/receipt.pdf").status_code == 404
    assert "Harbour Arms" in client.get("/retention/hand-overs/").text
    load = Entry.objects.latest("pk").pk
    assert client.post(answer.headers["Location"], {"load": load}).status_code == 404
    assert client.post(answer.headers["Location"], {"load": ""}).status_code == 422


def test_what_is_missing_is_told(cast: Cast, signed_in: Enter) -> None:
    answer = signed_in("registrar").post("/retention/hand-overs/new/", FACTS | {"pieces": "", "digest": "xyz"})
    assert answer.status_code == 422
    assert "Count them." in answer.text
    assert "64 of the digits" in answer.text


@pytest.mark.usefixtures("printing")
def test_the_receipt_is_a_file(cast: Cast, signed_in: Enter) -> None:
    client = signed_in("registrar")
    answer = client.get(client.post("/retention/hand-overs/new/", FACTS).headers["Location"] + "receipt.pdf")
    text = Printed.of(answer.content).text
    assert "Harbour Arms" in text
    assert "Brought by the liquidator" not in text
