"""Web: this State's rules, for whoever is signed in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from salwa.kernel.packs import PackFaulty, pack_of
from salwa.web.pages import rules as page
from tests.conftest import Cast


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], Client]:
    def enter(member: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(get_user_model().objects.get(username=member))
        return client

    return enter


def test_the_pack_in_force_is_shown_with_sources_and_what_was_not_checked(client_of: Callable[[str], Client]) -> None:
    text = client_of("administrator").get("/rules/").text
    assert "Republic of Corvania" in text
    assert "Possession licence" in text
    assert "Arms Act of Corvania, 2019, s. 14" in text
    assert "unverified" in text
    assert "Edition 1, from 1 July 2012" in text


def test_an_older_edition_says_that_it_is_not_today_s(client_of: Callable[[str], Client]) -> None:
    text = client_of("auditor").get("/rules/?on=2015-01-01").text
    assert "These are not the rules of today." in text
    assert "Arms Act of Corvania, 2012" in text
    assert client_of("auditor").get("/rules/?on=soon").status_code == 404


def test_a_state_without_a_pack_is_told_so(client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    generic = replace(pack_of("ZZ", date(2026, 1, 1)))
    monkeypatch.setattr(page, "pack_of", lambda _state, _day: generic)
    assert "no country pack of its own" in client_of("auditor").get("/rules/").text


def test_a_faulty_pack_of_the_node_is_a_page_with_its_place(
    client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(_state: str, _day: date) -> None:
        raise PackFaulty(["ours.toml: law: is missing"])

    monkeypatch.setattr(page, "pack_of", faulty)
    answer = client_of("auditor").get("/rules/")
    assert answer.status_code == 503
    assert "ours.toml: law: is missing" in answer.text
