"""Web: what went wrong, in words."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from salwa.platform.errors import Conflict, Fault, NotAllowed, NotFound, NotReady, Refused, Stale
from salwa.web.pages.problems import Problems, bad_request, failed, not_allowed, stale_form


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


def test_an_unknown_address_is_told_as_a_page(signed_in: Callable[..., Client]) -> None:
    answer = signed_in("registrar").get("/nowhere/")
    assert answer.status_code == 404
    assert "Not found" in answer.text
    assert "Back to the start" in answer.text


def test_a_form_without_its_secret_is_refused_in_words(signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = client.cookies
    answer = strict.post("/identify/", {"marks": "x"})
    assert answer.status_code == 403
    assert "can no longer be sent" in answer.text


@pytest.mark.parametrize(
    ("handler", "status", "words"),
    [
        (bad_request, 400, "could not be understood"),
        (not_allowed, 403, "You may not do this"),
        (stale_form, 403, "can no longer be sent"),
        (failed, 500, "Nothing was changed"),
    ],
)
def test_each_refusal_has_its_page(
    request_: HttpRequest, handler: Callable[[HttpRequest], object], status: int, words: str
) -> None:
    answer = handler(request_)
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert words in answer.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotAllowed(), 403, "You may not do this"),
        (NotFound("secret detail"), 404, "Not found"),
        (Conflict("It was destroyed."), 409, "It was destroyed."),
        (Refused([Fault(3, "serial", "too long"), Fault(4, "make", "empty")]), 422, "line 4, make: empty"),
        (NotReady("Build the index again."), 503, "Build the index again."),
    ],
)
def test_an_error_of_an_action_becomes_a_page(request_: HttpRequest, error: Exception, status: int, words: str) -> None:
    answer = Problems(failed).process_exception(request_, error)
    assert answer is not None
    assert answer.status_code == status
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("sent_from", "is_led_back"),
    [("http://testserver/firearms/X/record/loss/", True), ("https://elsewhere.example/", False), ("", False)],
)
def test_whoever_sent_a_stale_form_is_led_back_to_it(rf: RequestFactory, sent_from: str, is_led_back: bool) -> None:
    request = rf.post("/", headers={"referer": sent_from})
    answer = Problems(failed).process_exception(request, Stale(was="Registered", is_="Lost"))
    assert answer is not None
    told = answer.content.decode()
    assert "Nothing of yours was written" in told
    assert ("Open the page again" in told) is is_led_back
    assert (f'href="{sent_from}"' in told) is is_led_back


def test_what_is_hidden_and_what_is_not_there_look_alike(request_: HttpRequest) -> None:
    hidden = Problems(failed).process_exception(request_, NotFound("Kept by the harbour police."))
    assert hidden is not None
    assert "harbour" not in hidden.content.decode()


def test_an_error_of_ours_is_left_to_django(request_: HttpRequest) -> None:
    assert Problems(failed).process_exception(request_, ValueError("bug")) is None
