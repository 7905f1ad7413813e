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
