"""Web: who signed in and who did not stands in the log by number, and what was typed does not."""

import json
import logging

import pytest
from django.conf import LazySettings
from django.test import Client

from salwa.contexts.identity import public as identity
from salwa.contexts.identity.public import set_password
from salwa.contexts.identity.rules import FAILURES_OF_AN_ADDRESS
from salwa.platform.proxies import named_proxies
from tests.conftest import Cast

PASSWORD = "a long walk by the river"


@pytest.fixture(autouse=True)
def _hashed_lightly(settings: LazySettings) -> None:
    """Hash passwords by a rule that takes no time: here they are tried by the hundred."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_every_sign_in_is_noted_by_number_alone(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    set_password(actor=cast.administrator, username="registrar", password=PASSWORD)
    client = Client(headers={"host": "localhost"})
    for name, password in (("registrar", "wrong secret"), ("nobody known", "x"), ("Registrar", PASSWORD)):
        client.post("/sign-in/", {"username": name, "password": password})
    said = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    noted = [(one["event"], one["user_id"]) for one in said if one["event"].startswith("session.")]
    number = cast.registrar.actor_id
    assert noted == [("session.refused", number), ("session.refused", None), ("session.signed_in", number)]
    assert "secret" not in json.dumps(said, default=str)
    assert "nobody known" not in json.dumps(said, default=str)


def test_after_ten_failures_even_the_right_password_waits_and_every_name_hears_the_same(cast: Cast) -> None:
    set_password(actor=cast.administrator, username="registrar", password=PASSWORD)
    client = Client(headers={"host": "localhost"})
    said = set()
    for name in ("registrar", "nobody.known"):
        for _ in range(10):
            assert client.post("/sign-in/", {"username": name, "password": "wrong"}).status_code == 200
        answer = client.post("/sign-in/", {"username": name, "password": PASSWORD})
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
        assert "Wait 15 minutes, or ask your administrator." in answer.text
        said.add(answer.text.replace(name, "").split('role="alert"')[1].split("</section>")[0])
    assert len(said) == 1
    assert client.get("/").status_code == 302


def test_the_wait_is_as_long_as_a_refused_sign_in_counts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "SIGN_IN_WINDOW", 20)
    client = Client(headers={"host": "localhost"})
    answers = [client.post("/sign-in/", {"username": "registrar", "password": "wrong"}) for _ in range(11)]
    assert answers[-1].headers["Retry-After"] == "1200"
    assert "Wait 20 minutes" in answers[-1].text


def refused_from(peer: str, forwarded: str, times: int = 1) -> int:
    """Fail to sign in as people whom nobody knows, each name once, and give the last status."""
    client = Client(headers={"host": "localhost", "x-forwarded-for": forwarded}, REMOTE_ADDR=peer)
    given = [{"username": f"nobody.{forwarded}.{at}", "password": "wrong"} for at in range(times)]
    return [client.post("/sign-in/", one).status_code for one in given][-1]


def test_offices_behind_a_named_proxy_wait_each_for_itself(cast: Cast, settings: LazySettings) -> None:
    settings.PROXIES = named_proxies("127.0.0.1")
    assert refused_from("127.0.0.1", "203.0.113.7", times=FAILURES_OF_AN_ADDRESS + 1) == 429
    assert refused_from("127.0.0.1", "203.0.113.8") == 200
    assert refused_from("127.0.0.1", "198.51.100.9, 203.0.113.7") == 429


def test_nobody_escapes_the_wait_by_writing_another_address(cast: Cast, settings: LazySettings) -> None:
    settings.PROXIES = ()
    assert refused_from("198.51.100.9", "203.0.113.7", times=FAILURES_OF_AN_ADDRESS + 1) == 429
    assert refused_from("198.51.100.9", "203.0.113.8") == 429
    settings.PROXIES = named_proxies("127.0.0.1")
    assert refused_from("198.51.100.9", "203.0.113.8") == 429


def test_a_stranger_reads_no_command(db: None) -> None:
    page = Client(headers={"host": "localhost"}).get("/sign-in/").text
    assert "ask your administrator" in page
    assert "salwa user" not in page
