"""The house, checked: every address asks who is there, and holds against every role."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.conftest import Cast

# What a visitor may see before signing in, each with its reason.
OPEN = {
    "sign-in": "the page that signs in",
    "sign-out": "leaves nothing open",
    "language": "sets the language of the pages, and nothing else",
    "health": "says that the server runs, and nothing about records",
}
SAMPLES = {
    "int": "1",
    "str": "XC-0000-0000-0",
    "slug": "none",
    "uuid": "0190f5fe-7c3f-7c3f-8c3f-1234567890ab",
    "path": "x",
}
MEMBERS = [field.name for field in dataclasses.fields(Cast)]


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the node, with its variable parts filled in."""

    name: str
    path: str

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")


def routes(resolver: URLResolver | None = None, before: str = "/") -> Iterator[Route]:
    """Every address that the node answers."""
    for entry in (resolver or get_resolver()).url_patterns:
        assert isinstance(entry.pattern, RoutePattern), f"{entry.pattern}: write routes, not regular expressions"
        path = before + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Route(entry.name or path, path)
        else:
            yield from routes(entry, path)


def closed() -> list[Route]:
    return [route for route in routes() if route.name not in OPEN]


def test_there_are_pages_and_an_api() -> None:
    assert any(route.is_api for route in routes())
    assert any(not route.is_api for route in routes())


@pytest.mark.parametrize("name", OPEN)
def test_every_exception_is_still_an_address(name: str) -> None:
    assert name in {route.name for route in routes()}, "no longer there: take it off the list of open addresses"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in(method: str) -> None:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    let_in = []
    for route in closed():
        answer = getattr(client, method)(route.path)
        asked = answer.status_code == 401 if route.is_api else "sign-in" in answer.headers.get("Location", "")
        if not asked and answer.status_code != 405:
            let_in.append(f"{method.upper()} {route.path} ({route.name}) answered {answer.status_code}")
    assert not let_in, "ask who is there first:\n" + "\n".join(let_in)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("member", MEMBERS)
def test_every_role_gets_an_answer_in_words(cast: Cast, member: str, method: str) -> None:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=member))
    broken = []
    for route in routes():
        answer = getattr(client, method)(route.path)
        if answer.status_code >= 500:
            broken.append(f"{method.upper()} {route.path} ({route.name}) answered {answer.status_code}")
    assert not broken, f"as {member}:\n" + "\n".join(broken)


@pytest.mark.django_db
def test_the_administrator_reads_no_record(cast: Cast) -> None:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username="administrator"))
    readable = [
        route.path
        for route in closed()
        if re.search("firearm|record|identif|import|histor", route.path) and client.get(route.path).status_code == 200
    ]
    assert not readable, f"an administrator may not read records: {', '.join(readable)}"
