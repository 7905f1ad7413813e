"""Licensing: what is due, on a page and as a file."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.licensing.pages import overview as pages
from salwa.contexts.licensing.public import licence_number
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


def test_what_is_due_is_counted_on_top(cast: Cast, signed_in: SignedIn) -> None:
    l.asked(cast.licensing_officer, l.dealer(cast.licensing_officer), "D1", l.Category.DEALER)
    answer = signed_in("registrar").get("/licences/")
    counts = {str(one["list"]): one["count"] for one in answer.context["lists"]}
    assert counts["waiting"] == 1
    assert sum(counts.values()) == 1
    assert signed_in("analyst").get("/licences/").status_code == 403


def test_a_licence_is_opened_by_its_number(cast: Cast, signed_in: SignedIn) -> None:
    number = licence_number(l.granted(cast.licensing_officer, l.person(cast.licensing_officer)))
    client = signed_in("registrar")
    answer = client.post("/licences/", {"number": number.lower()})
    assert answer.headers["Location"] == f"/licences/licence/{number}/"
    assert client.post("/licences/", {"number": ""}).status_code == 422
    wrong = client.post("/licences/", {"number": "L-XC-00000-00000-1"})
    assert wrong.status_code == 422
    assert "typing error" in wrong.text
    assert signed_in("outside_registrar").post("/licences/", {"number": number}).status_code == 404


def test_a_list_goes_on_page_by_page(cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 1)
    for name in ("One Arms", "Two Arms"):
        l.inspection(cast.licensing_officer, l.dealer(cast.licensing_officer, name))
    client = signed_in("auditor")
    first = client.get("/licences/due/inspections-due/")
    assert ("One Arms" in first.text, "Two Arms" in first.text) == (True, False)
    second = client.get("/licences/due/inspections-due/", {"after": first.context["after"]})
    assert "Two Arms" in second.text
    assert "Nothing is on this list now." in client.get("/licences/due/inspections-due/", {"within": "3"}).text
    assert client.get("/licences/due/nonsense/").status_code == 404


def test_a_list_is_taken_away_without_formulas_and_without_names_of_persons(cast: Cast, signed_in: SignedIn) -> None:
    l.inspection(cast.licensing_officer, l.dealer(cast.licensing_officer, "=cmd"))
    ann = l.person(cast.licensing_officer, "Quillfeather")
    l.inspection(cast.licensing_officer, ann)
    answer = signed_in("auditor").get("/licences/due/inspections-due/csv/")
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [one["holder"] for one in rows] == ["'=cmd", ""]
    assert rows[1]["file"] == str(ann.uuid)
    assert "Quillfeather" not in text
