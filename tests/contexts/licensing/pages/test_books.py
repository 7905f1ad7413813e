"""Licensing: a dealer's book on its page and as a file."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from salwa.contexts.licensing.answers import BOOK_HEADING
from salwa.contexts.licensing.pages import books as pages
from salwa.contexts.registry.models import Holder
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


@pytest.fixture
def shop(cast: Cast) -> Holder:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer, "Quillfeather")
    l.held(cast.registrar, shop, "0007712", "2024-03-05")
    l.passes(cast.registrar, l.held(cast.registrar, shop, "-BKS799", "2024-04-06"), ann)
    return shop


def test_the_book_is_read_over_a_period(cast: Cast, shop: Holder, signed_in: SignedIn) -> None:
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/book/"
    text = client.get(path).text
    assert ("0007712" in text, "-BKS799" in text, "in stock" in text) == (True, True, True)
    later = client.get(path, {"first": "2025-06-01", "last": "2025-12-31"}).text
    assert ("0007712" in later, "-BKS799" in later) == (True, False)
    turned = client.get(path, {"first": "2025-12-31", "last": "2025-06-01"}).text
    assert "0007712" in turned
    assert "No firearm came" in client.get(path, {"last": "2020-01-01"}).text
    assert signed_in("outside_registrar").get(path).text.count("0007712") == 0
    assert signed_in("analyst").get(path).status_code == 403


def test_persons_are_named_for_a_purpose(cast: Cast, shop: Holder, signed_in: SignedIn) -> None:
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/book/"
    assert "Quillfeather" not in client.get(path).text
    assert client.post(path, {"reason": ""}).status_code == 422
    assert "Quillfeather" in client.post(path, {"reason": "An inspection"}).text
    assert "Quillfeather" not in client.get(f"{path}csv/").getvalue().decode()
    assert "Quillfeather" in client.post(f"{path}csv/", {"reason": "An inspection"}).getvalue().decode()


def test_no_cell_of_a_file_is_a_formula_and_no_zero_is_lost(cast: Cast, shop: Holder, signed_in: SignedIn) -> None:
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/book/"
    rows = list(csv.reader(io.StringIO(client.get(f"{path}csv/").getvalue().decode("utf-8-sig"))))
    assert rows[0] == list(BOOK_HEADING)
    assert [row[5] for row in rows[1:]] == ["0007712", "'-BKS799"]
    answer = client.get(f"{path}xlsx/")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue())).get_sheet_by_index(0).to_python()
    assert [row[5] for row in sheet[1:]] == ["0007712", "-BKS799"]
    assert client.get(f"{path}pdf/").status_code == 404


def test_a_long_book_goes_on_page_by_page(
    cast: Cast, shop: Holder, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE", 1)
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/book/"
    first = client.get(path)
    after = first.context["after"]
    assert after.startswith("2024-03-05.")
    assert "-BKS799" not in first.text
    second = client.get(path, {"from": after})
    assert "-BKS799" in second.text
    assert second.context["after"] == ""
    named = client.post(path, {"reason": "An inspection"})
    assert "Quillfeather" not in named.text
    assert "Quillfeather" in client.post(f"{path}?from={after}", {"reason": "An inspection"}).text


def test_where_a_page_begins_is_read_or_is_the_beginning() -> None:
    assert pages.place_in("2024-03-05.12") == (date(2024, 3, 5), 12)
    for text in ("", "200", "2024-03-05.", "2024-13-05.1", "2024-03-05.x", "x.1"):
        assert pages.place_in(text) is None
