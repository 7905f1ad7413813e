"""Retention, pages: holds are placed, looked at again and lifted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.test import Client

from salwa.contexts.registry.public import record_of
from salwa.contexts.retention.models import Hold
from tests.conftest import Cast
from tests.contexts.registry import builders as b

Enter = Callable[[str], Client]
REVIEW = (datetime.now(UTC) + timedelta(days=30)).date()


def placed(cast: Cast, client: Client) -> str:
    row = b.firearm(cast.registrar)
    facts = {"kind": "1", "subject": record_of(row), "authority": "District court", "reason": "Trace open", "key": "h1"}
    answer = client.post("/retention/holds/new/", facts | {"review": REVIEW.isoformat()})
    assert answer.status_code == 302, answer.text
    again = client.post("/retention/holds/new/", facts | {"review": REVIEW.isoformat()})
    assert again.headers["Location"] == "/retention/holds/"
    assert Hold.objects.count() == 1
    return str(answer.headers["Location"])


def test_a_hold_is_placed_once_and_shown_with_its_record(cast: Cast, signed_in: Enter) -> None:
    path = placed(cast, signed_in("registrar"))
    text = signed_in("auditor").get(path).text
    assert "District court" in text
    assert "Trace open" in text
    assert "You placed this hold." in signed_in("registrar").get(path).text
    assert "District court" in signed_in("auditor").get("/retention/holds/").text


def test_it_stands_on_after_a_look_and_is_lifted_by_another(cast: Cast, signed_in: Enter) -> None:
    path = placed(cast, signed_in("registrar"))
    auditor = signed_in("auditor")
    seen = f"0 {REVIEW.isoformat()} open"
    later = (REVIEW + timedelta(days=60)).isoformat()
    assert auditor.post(path, {"review": later, "reason": "needed", "seen": seen, "key": "a"}).status_code == 302
    stale = auditor.post(path, {"review": later, "reason": "needed", "seen": seen, "key": "b"})
    assert stale.status_code == 409
    assert auditor.post(path, {"lift": "1", "reason": " "}).status_code == 422
    assert (
        auditor.post(path, {"lift": "1", "reason": "closed", "seen": f"1 {later} open", "key": "c"}).status_code == 302
    )
    assert "lifted" in auditor.get(path).text
    assert "District court" in auditor.get("/retention/holds/?lifted=1").text


def test_what_is_missing_is_told_beside_its_field(cast: Cast, signed_in: Enter) -> None:
    answer = signed_in("registrar").post("/retention/holds/new/", {"kind": "3"})
    assert answer.status_code == 422
    assert "Give the number of the case or of the book." in answer.text
    assert "Nothing is held." in signed_in("registrar").get("/retention/holds/").text
