"""Retention, pages: what is due, by which rule, and the proposal of a registrar."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.retention.models import Proposal
from tests.conftest import Cast
from tests.contexts.retention.actions.test_erasures import later
from tests.contexts.retention.conftest import gone

__all__ = ["later"]
Enter = Callable[[str], Client]


def test_counts_lead_to_lists_and_nobody_is_named(cast: Cast, later: None, signed_in: Enter) -> None:
    left = gone(cast.registrar)
    text = signed_in("auditor").get("/retention/").text
    assert "/retention/due/?kind=person" in text
    listed = signed_in("auditor").get("/retention/due/").text
    assert str(left.holder.uuid) in listed
    assert "Aldovar" not in listed
    assert "Propose to erase" not in listed


def test_a_registrar_proposes_once_however_often_it_is_sent(cast: Cast, later: None, signed_in: Enter) -> None:
    gone(cast.registrar)
    client = signed_in("registrar")
    assert "Propose to erase all that is due now" in client.get("/retention/due/?kind=person").text
    sent = {"key": "k1", "reason": "Yearly round"}
    first = client.post("/retention/due/?kind=person", sent)
    again = client.post("/retention/due/?kind=person", sent)
    assert first.headers["Location"].startswith("/retention/proposals/0")
    assert again.headers["Location"] == "/retention/proposals/"
    assert Proposal.objects.count() == 1
    assert "1 proposal waits" in signed_in("auditor").get("/retention/").text
    assert "A proposal for this kind is open already." in client.get("/retention/due/?kind=person").text


def test_nothing_due_says_why_and_where_to_look(cast: Cast, signed_in: Enter) -> None:
    text = signed_in("auditor").get("/retention/due/?kind=entry&soon=1").text
    assert "Nothing is due." in text
    assert "/retention/rules/" in text
    assert signed_in("auditor").get("/retention/due/?kind=dreams").status_code == 404


def test_the_policy_is_told_with_law_and_what_was_not_checked(cast: Cast, signed_in: Enter) -> None:
    text = signed_in("auditor").get("/retention/rules/").text
    assert "30 years from the destruction of the firearm" in text
    assert "ITI 12(a)" in text
    assert "unverified" in text
    assert "nobody changes it here" in text
