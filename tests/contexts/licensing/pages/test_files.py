"""Licensing: a holder's file on its page."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.licensing.models import Application, CheckFact, Inspection, Licensee, Premises
from salwa.platform.models import Entry
from salwa.platform.submissions import new_key
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


def test_a_person_is_named_for_a_purpose_only(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.person(cast.licensing_officer, "Quillfeather")
    path = f"/licences/holders/{holder.uuid}/"
    client = signed_in("registrar")
    assert "Quillfeather" not in client.get(path).text
    assert client.post(path, {"reason": " "}).status_code == 422
    assert "Quillfeather" in client.post(path, {"reason": "To check a letter"}).text
    entry = Entry.objects.get(action="licensing.open_person")
    assert (entry.actor_name, entry.reason) == ("registrar", "To check a letter")
    assert "Quillfeather" not in str(entry.summary)
    assert "Quillfeather" not in client.get(path).text


def test_a_file_of_another_authority_is_none(cast: Cast, signed_in: SignedIn) -> None:
    path = f"/licences/holders/{l.person(cast.licensing_officer).uuid}/"
    assert signed_in("outside_registrar").get(path).status_code == 404
    assert signed_in("analyst").get(path).status_code == 403


def test_everything_of_a_file_is_recorded_by_its_form(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    client = signed_in("licensing_officer")
    path = f"/licences/holders/{holder.uuid}/"
    day = l.today().isoformat()
    sent = {
        "check": {"kind": "storage", "outcome": "1", "made_on": day, "by": "Fire brigade", "document": "F-2"},
        "category": {"category": "broker", "held_from": day},
        "place": {"kind": "shop", "label": "Shop", "address": "Long Quay 1"},
        "inspection": {"kind": "book", "due": l.ahead(20).isoformat()},
        "apply": {"kind": "D1", "category": "dealer", "received_on": day, "answer_purpose": "profession"},
    }
    for what, form in sent.items():
        asked = client.get(f"{path}record/{what}/")
        assert asked.status_code == 200, what
        assert 'name="key"' in asked.text
        answer = client.post(f"{path}record/{what}/", form | {"key": new_key()})
        assert answer.status_code == 302, answer.text
    shown = client.get(path).text
    for text in ("Fire brigade", "Long Quay 1", "broker", "Dealer’s licence", "book and stock"):
        assert text in shown, text
    assert Application.objects.get().holder == holder
    assert "Long Quay" not in signed_in("registrar").get("/licences/holders/").text


def test_an_application_is_offered_to_who_may_take_it_in(cast: Cast, signed_in: SignedIn) -> None:
    path = f"/licences/holders/{l.dealer(cast.licensing_officer).uuid}/"
    for who, is_offered in (("licensing_officer", True), ("inspector", False), ("auditor", False)):
        client = signed_in(who)
        assert ("Take in an application" in client.get(path).text) is is_offered
        assert client.get(f"{path}record/apply/").status_code == (200 if is_offered else 403)


def test_what_succeeded_is_told_in_green(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    form = {"kind": "shop", "label": "Shop", "address": "Long Quay 1", "key": new_key()}
    told = signed_in("licensing_officer").post(f"/licences/holders/{holder.uuid}/record/place/", form, follow=True).text
    assert '<p class="note good" role="status">It is on record.</p>' in told


def test_what_is_sent_twice_is_recorded_once(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    client = signed_in("licensing_officer")
    form = {"kind": "shop", "label": "Shop", "key": new_key()}
    for _again in range(2):
        assert client.post(f"/licences/holders/{holder.uuid}/record/place/", form).status_code == 302
    assert Premises.objects.count() == 1


def test_what_is_refused_stands_beside_its_field(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    client = signed_in("licensing_officer")
    form = {"category": "agency", "held_from": l.today().isoformat(), "key": new_key()}
    answer = client.post(f"/licences/holders/{holder.uuid}/record/category/", form)
    assert answer.status_code == 422
    assert "An agency of the State is an agency, and nobody else is." in answer.text
    again = form | {"category": "broker"}
    assert client.post(f"/licences/holders/{holder.uuid}/record/category/", again).status_code == 302
    assert client.get(f"/licences/holders/{holder.uuid}/record/nonsense/").status_code == 404


def test_what_was_recorded_is_ended_with_a_reason(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    client = signed_in("licensing_officer")
    path = f"/licences/holders/{holder.uuid}/"
    l.passed(cast.licensing_officer, holder, *l.DEALING[:1])
    client.post(f"{path}record/place/", {"kind": "shop", "label": "Shop", "key": new_key()})
    ends = {
        "check": CheckFact.objects.get().pk,
        "place": Premises.objects.get().pk,
        "category": Licensee.objects.get().pk,
    }
    for what, number in ends.items():
        assert client.get(f"{path}end/{what}/{number}/").status_code == 200
        assert client.post(f"{path}end/{what}/{number}/", {"reason": "", "key": new_key()}).status_code == 422
        assert client.post(f"{path}end/{what}/{number}/", {"reason": "moved", "key": new_key()}).status_code == 302
    text = client.get(path).text
    assert "No check is on record." in text
    assert "No place is on record." in text
    assert client.get(f"{path}end/nonsense/1/").status_code == 404


def test_who_only_reads_finds_no_forms(cast: Cast, signed_in: SignedIn) -> None:
    holder = l.dealer(cast.licensing_officer)
    path = f"/licences/holders/{holder.uuid}/"
    client = signed_in("auditor")
    assert "Record a check" not in client.get(path).text
    assert client.post(f"{path}record/check/", {}).status_code == 403
    assert client.post(f"{path}end/check/1/", {}).status_code == 403
    assert signed_in("inspector").get(f"{path}record/inspection/").status_code == 200
    assert not Inspection.objects.exists()
