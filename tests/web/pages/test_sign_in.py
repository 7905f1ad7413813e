"""Web: who signed in and who did not stands in the log by number, and what was typed does not."""

import json
import logging

import pytest
from django.test import Client

from salwa.contexts.identity.public import set_password
from tests.conftest import Cast

PASSWORD = "a long walk by the river"


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
        assert "Wait a quarter of an hour, or ask your administrator." in answer.text
        said.add(answer.text.replace(name, "").split('role="alert"')[1].split("</section>")[0])
    assert len(said) == 1
    assert client.get("/").status_code == 302


def test_a_stranger_reads_no_command(db: None) -> None:
    page = Client(headers={"host": "localhost"}).get("/sign-in/").text
    assert "ask your administrator" in page
    assert "salwa user" not in page
