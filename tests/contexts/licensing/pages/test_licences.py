"""Licensing: a licence on its page, what is done with it, and the paper."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.licensing.models import Licence, LicenceEvent
from salwa.contexts.licensing.pages import licences
from salwa.contexts.licensing.public import licence_number
from salwa.platform.models import Entry
from salwa.platform.submissions import new_key
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["printing"]

SignedIn = Callable[..., Client]


def path_of(row: Licence) -> str:
    return f"/licences/licence/{licence_number(row)}/"


def test_a_licence_tells_what_happened_to_it(cast: Cast, signed_in: SignedIn) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer, "Quillfeather"))
    client = signed_in("registrar")
    text = client.get(path_of(row)).text
    for said in ("Possession licence", "in force", "Arms Act of Corvania, 2019, s. 14", "locked steel cabinet"):
        assert said in text
    assert "Quillfeather" not in text
    assert "Revoke" not in text
    assert client.get(path_of(row).lower()).headers["Location"] == path_of(row)
    assert signed_in("outside_registrar").get(path_of(row)).status_code == 404


def test_it_is_suspended_and_put_into_force_again(cast: Cast, signed_in: SignedIn) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    client = signed_in("licensing_officer")
    day = l.today().isoformat()
    assert client.get(f"{path_of(row)}suspend/").status_code == 200
    assert client.post(f"{path_of(row)}suspend/", {"day": day, "key": new_key()}).status_code == 422
    form = {"day": day, "grounds": "inquiry", "text": "Case 12", "seen": "1", "key": new_key()}
    for _again in range(2):
        assert client.post(f"{path_of(row)}suspend/", form).status_code == 302
    assert LicenceEvent.objects.filter(licence=row).count() == 2
    assert "Case 12" in client.get(path_of(row)).text
    again = client.post(f"{path_of(row)}reinstate/", {"day": day, "key": new_key()})
    assert again.status_code == 302


def test_a_form_that_was_overtaken_says_what_happened_meanwhile(cast: Cast, signed_in: SignedIn) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    client = signed_in("licensing_officer")
    form = {"day": l.today().isoformat(), "grounds": "inquiry", "seen": "1"}
    assert client.post(f"{path_of(row)}suspend/", form | {"key": new_key()}).status_code == 302
    late = client.post(f"{path_of(row)}revoke/", form | {"key": new_key()})
    assert late.status_code == 409
    assert "Granted on" in late.text
    assert "Suspended on" in late.text


def test_revoked_with_firearms_it_says_until_when(cast: Cast, signed_in: SignedIn) -> None:
    ann = l.person(cast.licensing_officer)
    row = l.granted(cast.licensing_officer, ann)
    l.held(cast.registrar, ann)
    client = signed_in("licensing_officer")
    form = {"day": l.today().isoformat(), "grounds": "storage", "key": new_key()}
    refused = client.post(f"{path_of(row)}revoke/", form)
    assert refused.status_code == 422
    assert "Say until when they are to be handed in" in refused.text
    assert client.post(f"{path_of(row)}revoke/", form | {"hand_in_by": l.ahead(14).isoformat()}).status_code == 302
    assert "They are to be handed in or passed on by" in client.get(path_of(row)).text


def test_terms_are_changed_given_back_and_renewed(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in("licensing_officer")
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer), given=l.terms(40, since=3))
    narrow = {"valid_to": l.ahead(30).isoformat(), "quota": "2", "reason": "As agreed", "key": new_key()}
    assert client.get(f"{path_of(row)}change/").status_code == 200
    assert client.post(f"{path_of(row)}change/", narrow).status_code == 302
    asked = client.get(f"{path_of(row)}renew/").context["form"]
    renewed = {"valid_to": str(asked["valid_to"].value()), "quota": "2", "key": new_key()}
    assert client.post(f"{path_of(row)}renew/", renewed).status_code == 422
    assert asked["answer_purpose"].value() == "sport"
    renewed["answer_purpose"] = "hunting"
    assert client.post(f"{path_of(row)}renew/", renewed).status_code == 302
    back = {"day": l.today().isoformat(), "key": new_key()}
    assert client.post(f"{path_of(row)}give-back/", back).status_code == 302
    assert "given back" in client.get(path_of(row)).text
    assert client.get(f"{path_of(row)}nonsense/").status_code == 404
    assert signed_in("auditor").get(f"{path_of(row)}revoke/").status_code == 403


def test_renewal_is_the_main_button_only_near_the_end(cast: Cast, signed_in: SignedIn) -> None:
    """The country pack: a possession licence within three months before its end, ``renewed_before``."""
    client = signed_in("licensing_officer")
    for days, is_main in ((1000, False), (120, False), (60, True)):
        row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer), given=l.terms(days))
        shown = client.get(path_of(row)).text
        link = f'href="{path_of(row)}renew/">Renew</a>'
        assert (f'<a class="button" {link}' in shown) is is_main
        assert (f"<a {link}" in shown) is not is_main
        assert "Renew" not in signed_in("inspector").get(path_of(row)).text


def test_the_paper_names_the_holder_for_a_purpose(cast: Cast, signed_in: SignedIn) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer, "Quillfeather"))
    client = signed_in("licensing_officer")
    paper = f"{path_of(row)}paper/"
    assert "Quillfeather" not in client.get(paper).text
    assert client.post(paper, {"reason": ""}).status_code == 422
    assert "Quillfeather" in client.post(paper, {"reason": "To hand it out"}).text
    shop = l.granted(cast.licensing_officer, l.dealer(cast.licensing_officer, "Quay Arms"), "D1")
    assert "Quay Arms" in client.get(f"{path_of(shop)}paper/").text


@pytest.mark.usefixtures("printing")
def test_the_paper_is_a_file_with_the_name_only_for_a_purpose(cast: Cast, signed_in: SignedIn) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer, "Quillfeather"))
    client = signed_in("licensing_officer")
    assert "paper.pdf" in client.get(f"{path_of(row)}paper/").text
    bare = client.get(f"{path_of(row)}paper.pdf")
    assert bare.headers["Content-Type"] == "application/pdf"
    text = Printed.of(bare.content).text
    for said in (
        "Possession licence",
        licence_number(row),
        "not told on this copy",
        "to possess",
        "locked steel cabinet",
    ):
        assert said in text, said
    assert "Quillfeather" not in text
    asked = client.post(f"{path_of(row)}paper.pdf", {"reason": " "})
    assert asked.status_code == 422
    assert "For what purpose" in asked.text
    named = client.post(f"{path_of(row)}paper.pdf", {"reason": "To hand it out"})
    assert "Quillfeather" in Printed.of(named.content).text
    assert Entry.objects.latest("id").reason == "To hand it out"
    assert signed_in("outside_registrar").get(f"{path_of(row)}paper.pdf").status_code == 404


@pytest.mark.usefixtures("printing")
def test_the_paper_of_a_company_names_it(cast: Cast, signed_in: SignedIn) -> None:
    shop = l.granted(cast.licensing_officer, l.dealer(cast.licensing_officer, "Quay Arms"), "D1")
    client = signed_in("licensing_officer")
    assert "As a file (PDF)" in client.get(f"{path_of(shop)}paper/").text
    assert "Quay Arms" in Printed.of(client.get(f"{path_of(shop)}paper.pdf").content).text


def test_no_name_is_opened_for_a_paper_that_cannot_be_printed(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    monkeypatch.setattr(licences, "unreadiness", lambda: "This node cannot print papers yet")
    client = signed_in("licensing_officer")
    before = Entry.objects.count()
    assert client.post(f"{path_of(row)}paper.pdf", {"reason": "To hand it out"}).status_code == 503
    assert Entry.objects.count() == before
    page = client.get(f"{path_of(row)}paper/").text
    assert "This node cannot print papers yet" in page
    assert "paper.pdf" not in page
