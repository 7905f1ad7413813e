"""Retention, papers: the receipt for records that were taken over."""

import json
from datetime import date
from uuid import UUID

import pytest

from salwa.contexts.retention.answers import HandOverView
from salwa.contexts.retention.models import Carrier
from salwa.contexts.retention.papers.receipts import receipt_paper
from salwa.platform.papers import render_pdf
from tests.platform.papers.builders import AT, ISSUER
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")
TAKEN = HandOverView(
    uuid=UUID(int=77),
    company="Harbour Arms",
    holder=UUID(int=78),
    ceased=date(2026, 3, 31),
    carrier=Carrier.values[0],
    digest="",
    pieces=14,
    records=0,
    kept_at="State archive, room 4",
    taken_by="Officer",
    taken_at=AT,
    reason="Brought by somebody whose name is nobody's business",
    entry=4711,
)


def test_a_receipt_says_whose_records_where_they_are_and_nothing_of_whoever_brought_them() -> None:
    made = receipt_paper(TAKEN, issuer=ISSUER, at=AT)
    text = Printed.of(render_pdf(made)).text
    for words in ("Harbour Arms", "31 March 2026", "14", "State archive, room 4", "not said", "4711", str(TAKEN.uuid)):
        assert words in text, words
    assert "nobody's business" not in text
    assert b"nobody's business" not in made.data
    assert json.loads(made.data)["paper"] == "records-taken-over"
