"""Retention: whoever closes hands over, and the State keeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import NewHolder
from salwa.contexts.retention.models import Carrier, HandOver
from salwa.contexts.retention.public import NewHandOver, attach_import, hand_over, hand_overs, take_over_records
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b

NEW = NewHandOver(
    company=NewHolder(kind=HolderKind.LEGAL_PERSON, name="Harbour Arms", registration_number="HR 1"),
    ceased=date(2026, 3, 31),
    carrier=Carrier.PAPER,
    pieces=14,
    records=3_200,
    kept_at="State archive, room 4",
    digest="AB" * 32,
)


def test_a_company_that_closed_is_found_or_put_on_record_and_its_records_are_counted(cast: Cast) -> None:
    row = take_over_records(actor=cast.registrar, hand_over=NEW, reason="Brought by the liquidator")
    again = take_over_records(actor=cast.registrar, hand_over=replace(NEW, pieces=2), reason="Two boxes more")
    assert row.holder_id == again.holder_id
    ((_, second), (_, first)) = hand_overs(cast.auditor)
    assert (first.company, first.pieces, first.digest, second.pieces) == ("Harbour Arms", 14, "ab" * 32, 2)
    assert hand_over(cast.auditor, str(row.uuid)) == row
    assert Entry.objects.get(pk=row.entry_id).summary["records"] == 3_200


def test_an_import_is_named_by_its_entry_once(cast: Cast) -> None:
    row = take_over_records(actor=cast.registrar, hand_over=NEW, reason="x")
    b.firearm(cast.registrar)
    other = Entry.objects.filter(action="registry.register_firearm").get()
    with pytest.raises(NotFound):
        attach_import(actor=cast.registrar, hand_over=row, load=other.pk)


@pytest.mark.parametrize(
    "more",
    [
        {"pieces": 0},
        {"records": -1},
        {"kept_at": " "},
        {"digest": "12"},
        {"ceased": (datetime.now(UTC) + timedelta(days=2)).date()},
        {"company": NewHolder(kind=HolderKind.LEGAL_PERSON, name=" ")},
    ],
)
def test_what_is_missing_is_told(cast: Cast, more: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        take_over_records(actor=cast.registrar, hand_over=replace(NEW, **more), reason="x")
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("member", ["auditor", "licensing_officer", "outside_registrar", "administrator"])
def test_only_a_registrar_of_the_state_takes_records_over(cast: Cast, member: str) -> None:
    with pytest.raises(NotAllowed):
        take_over_records(actor=getattr(cast, member), hand_over=NEW, reason="x")
    assert Conflict
