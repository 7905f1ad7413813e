"""Registry, pages: proposed transfers with their deadlines, and what is due."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Event, Proposal
from salwa.contexts.registry.public import record_of
from salwa.kernel.lifecycle import EventKind, Happened
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def proposed(cast: Cast) -> Proposal:
    with b.pack(b.ASKING):
        return b.proposal(cast.registrar, b.firearm(cast.registrar, "BKS012", b.maker()))


def test_a_proposal_is_noted_and_carried_out_step_by_step(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row = proposed(cast)
    client = signed_in("registrar")
    path = f"/proposals/{row.pk}/"
    assert "Note the consent of: giver, taker." in client.get("/proposals/").text
    for party in ("1", "2"):
        assert "Carry it out" not in client.get(path).text
        told = {"act": "consent", "party": party, "said": "given", "reference": f"P {party}", "key": f"k{party}"}
        assert client.post(path, told | {"reference": ""}).status_code == 422
        assert client.post(path, told).status_code == 302
        assert client.post(path, told).status_code == 302, "sent twice, noted once"
    assert "Everything is there" in client.get(path).text
    assert client.post(path, {"act": "carry-out", "when": "last week"}).status_code == 422
    assert client.post(path, {"act": "carry-out", "when": timezone.now().date().isoformat()}).status_code == 302
    assert Event.objects.get(firearm=row.firearm).kind == EventKind.SALE
    assert "carried out" in client.get(path).text
    assert "No transfer waits" in client.get("/proposals/").text


def test_a_refusal_ends_it_and_a_withdrawal_too(cast: Cast, signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    row = proposed(cast)
    told = {"act": "consent", "party": "2", "said": "refused", "reference": "P 9"}
    assert "ends the proposal" in client.post(f"/proposals/{row.pk}/", told, follow=True).text
    with b.pack(b.ASKING):
        again = b.proposal(cast.registrar, row.firearm)
    assert client.post(f"/proposals/{again.pk}/", {"act": "withdraw", "reason": ""}).status_code == 422
    done = client.post(f"/proposals/{again.pk}/", {"act": "withdraw", "reason": "buyer gone"}, follow=True)
    assert "is withdrawn" in done.text
    assert "A transfer of this firearm is proposed" not in client.get(f"/firearms/{record_of(row.firearm)}/").text


def test_who_may_not_settle_it_reads_it_only(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row = proposed(cast)
    text = signed_in("auditor").get(f"/proposals/{row.pk}/").text
    assert "Vale Arms" in text
    assert "Note it" not in text
    assert signed_in("outside_registrar").get(f"/proposals/{row.pk}/").status_code == 404
    assert signed_in("administrator").get("/proposals/").status_code == 403
    assert "No transfer waits" in signed_in("outside_registrar").get("/proposals/").text


def test_what_is_due_stands_in_a_list_until_it_is_back(cast: Cast, signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    assert "Nothing is due" in client.get("/due/").text
    row = b.firearm(cast.registrar, "BKS012", b.maker())
    yesterday = timezone.now().date() - timedelta(days=1)
    loan = b.told(
        Happened.in_year(2020), holder=b.company(cast.registrar, "Vale Arms"), details=registry.Details(until=yesterday)
    )
    registry.record_loan(actor=cast.registrar, firearm=row, told=loan)
    text = client.get("/due/").text
    assert "1 day over" in text
    assert "Vale Arms" in text
    assert "Nothing is due" in signed_in("outside_registrar").get("/due/").text
    registry.record_return(actor=cast.registrar, firearm=row, told=b.told(Happened.in_year(2021)))
    assert "Nothing is due" in client.get("/due/").text
    assert signed_in("administrator").get("/due/").status_code == 403
