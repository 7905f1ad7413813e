"""Web: signing in and out, and the language."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.identity.public import actor_by_name, set_password
from tests.conftest import Cast

PASSWORD = "a long walk by the river"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def test_whoever_knows_the_password_gets_in(cast: Cast, stranger: Client) -> None:
    set_password(actor=actor_by_name("administrator"), username="registrar", password=PASSWORD)
    answer = stranger.post("/sign-in/", {"username": "registrar", "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert "What do you want to do?" in answer.text
    assert "Registrar" in answer.text


def test_a_wrong_password_is_said_to_be_wrong_beside_the_form(cast: Cast, stranger: Client) -> None:
    answer = stranger.post("/sign-in/", {"username": "registrar", "password": "no"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "correct" in answer.text


def test_after_signing_in_one_stands_where_one_wanted_to_go(cast: Cast, stranger: Client) -> None:
    set_password(actor=actor_by_name("administrator"), username="registrar", password=PASSWORD)
    sent = stranger.get("/identify/")
    assert sent.headers["Location"] == "/sign-in/?next=/identify/"
    answer = stranger.post(
        sent.headers["Location"], {"username": "registrar", "password": PASSWORD, "next": "/identify/"}
    )
    assert answer.headers["Location"] == "/identify/"


def test_after_signing_out_nothing_is_open(signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert "/sign-in/" in client.get("/").headers["Location"]


def test_the_language_is_chosen_and_kept(db: None, stranger: Client) -> None:
    stranger.post("/language/", {"language": "qps-plocm", "next": "/sign-in/"})
    page = stranger.get("/sign-in/").text
    assert '<html lang="zxx" dir="rtl">' in page
    assert "‹⟪" in page


def test_the_server_says_that_it_runs(db: None, stranger: Client) -> None:
    assert stranger.get("/health/").text == "ok\n"
