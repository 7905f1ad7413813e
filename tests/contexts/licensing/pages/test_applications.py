"""Licensing: an application on its page: shown with what it rests on, decided by officers."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.licensing.models import CheckKind, Decision, Licence, Proposal
from salwa.platform.submissions import new_key
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


def grant_form(client: Client, path: str) -> dict[str, str]:
    """The form as it is shown, filled in from the pack."""
    form = client.get(f"{path}grant/").context["form"]
    given = {name: form[name].value() for name in ("key", "seen", "valid_from", "valid_to", "quota")}
    return {name: str(value) for name, value in given.items() if value is not None}


def test_what_it_rests_on_is_shown_with_its_source(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, holder, CheckKind.MEDICAL)
    row = l.asked(cast.licensing_officer, holder)
    text = signed_in("registrar").get(f"/licences/applications/{row.pk}/").text
    assert "Arms Act of Corvania, 2019, s. 14" in text
    assert "Check: background" in text
    assert "not on record" in text
    assert "3 things are not met or not known." in text
    assert "Grant</a>" not in text
    assert "<dt>Purpose</dt><dd><bdi>Sport</bdi></dd>" in text


def test_it_is_granted_on_the_terms_of_the_form(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, holder, *l.POSSESSION)
    row = l.asked(cast.licensing_officer, holder)
    client = signed_in("licensing_officer")
    path = f"/licences/applications/{row.pk}/"
    assert "Everything that it rests on is met." in client.get(path).text
    form = grant_form(client, path)
    assert form["quota"] == "3"
    assert client.post(f"{path}grant/", form).status_code == 302
    licence = Licence.objects.get()
    assert "Open the licence" in client.get(path).text
    assert client.post(f"{path}grant/", form).status_code == 302
    assert Licence.objects.get() == licence


def test_two_officers_decide_against_what_is_shown(cast: Cast, signed_in: SignedIn) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    path = f"/licences/applications/{row.pk}/"
    first, second = signed_in("licensing_officer"), signed_in("second_officer")
    form = grant_form(first, path)
    refused = first.post(f"{path}grant/", form)
    assert refused.status_code == 422
    assert "a second licensing officer then confirms it" in refused.text
    assert first.post(f"{path}grant/", form | {"reason": "The clinic has burnt down"}).status_code == 302
    assert Proposal.objects.get().settled_id is None
    assert "You proposed it" in first.get(path).text
    assert "The clinic has burnt down" in second.get(path).text
    told = {"is_confirmed": "yes", "reason": "I spoke to the clinic", "key": new_key()}
    assert first.post(f"{path}confirm/", told | {"key": new_key()}).status_code == 403
    assert second.post(f"{path}confirm/", told).status_code == 302
    assert "confirmed by" in second.get(path).text


def test_a_refusal_says_until_when_it_can_be_appealed_and_accuses_nobody(cast: Cast, signed_in: SignedIn) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    client = signed_in("licensing_officer")
    path = f"/licences/applications/{row.pk}/"
    form = {"grounds": "requirement", "text": "No training was shown.", "key": new_key()}
    assert client.post(f"{path}refuse/", form).status_code == 422
    assert client.post(f"{path}refuse/", form | {"appeal_by": l.ahead(30).isoformat()}).status_code == 302
    text = client.get(path).text
    assert "No training was shown." in text
    assert "It says nothing else about the applicant." in text
    assert "It can be appealed until" in text


def test_a_form_that_was_overtaken_says_both(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.person(cast.licensing_officer)
    l.passed(cast.licensing_officer, holder, *l.POSSESSION)
    row = l.asked(cast.licensing_officer, holder)
    client = signed_in("licensing_officer")
    path = f"/licences/applications/{row.pk}/"
    form = grant_form(client, path)
    l.withdrawn(cast.licensing_officer, holder)
    answer = client.post(f"{path}grant/", form)
    assert answer.status_code == 409
    assert "1 of 9 requirements not met" in answer.text
    assert not Decision.objects.exists()


def test_others_neither_see_nor_decide(cast: Cast, signed_in: SignedIn) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    path = f"/licences/applications/{row.pk}/"
    assert signed_in("outside_registrar").get(path).status_code == 404
    assert signed_in("registrar").get(f"{path}grant/").status_code == 403
    assert signed_in("licensing_officer").get(f"{path}nonsense/").status_code == 404
    told = {"reason": "moved away", "key": new_key()}
    assert signed_in("licensing_officer").post(f"{path}withdraw/", told).status_code == 302
    assert "withdrawn by the applicant" in signed_in("registrar").get(path).text
