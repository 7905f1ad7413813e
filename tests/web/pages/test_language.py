"""Web: the language is that of a browser, and of the person who signs in."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.identity.public import actor_by_name, set_password
from tests.conftest import Cast

PASSWORD = "a long walk by the river"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def test_the_language_goes_with_the_user_to_another_browser(cast: Cast, signed_in: Callable[..., Client]) -> None:
    set_password(actor=actor_by_name("administrator"), username="registrar", password=PASSWORD)
    signed_in("registrar").post("/language/", {"language": "fr", "next": "/"})
    assert actor_by_name("registrar").language == "fr"
    other = Client(headers={"host": "localhost"})
    other.post("/sign-in/", {"username": "registrar", "password": PASSWORD})
    assert '<html lang="fr" dir="ltr">' in other.get("/").text


def test_who_never_chose_keeps_what_the_sign_in_page_was_switched_to(cast: Cast, stranger: Client) -> None:
    set_password(actor=actor_by_name("administrator"), username="registrar", password=PASSWORD)
    stranger.post("/language/", {"language": "es", "next": "/sign-in/"})
    stranger.post("/sign-in/", {"username": "registrar", "password": PASSWORD})
    assert '<html lang="es" dir="ltr">' in stranger.get("/").text
    assert actor_by_name("registrar").language == "en"


def test_a_language_that_there_is_not_changes_nothing(cast: Cast, signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    client.post("/language/", {"language": "tlh", "next": "/"})
    assert client.get("/language/").status_code == 405
    assert '<html lang="en" dir="ltr">' in client.get("/").text
