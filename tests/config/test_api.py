"""Config: the API as a whole: its reviewed document, who gets in, and whether it keeps its word under strange input."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIHandler
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from salwa.config.api import api
from salwa.contexts.identity.public import issue_token
from tests.conftest import Cast

SNAPSHOT = Path(__file__).with_name("openapi.json")
DOCUMENT: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), cls=DjangoJSONEncoder))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = [operation.ok() for operation in SCHEMA.get_all_operations()]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
QUIET = settings(
    max_examples=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def token(cast: Cast) -> str:
    return issue_token(actor=cast.tracing_officer, username="tracing_officer", label="tests").secret


@pytest.fixture
def tokens(cast: Cast) -> Callable[[str], str]:
    """The secret for an operation: a registrar's, but an officer's who may load nothing where a program would start."""

    def give(label: str) -> str:
        actor = cast.tracing_officer if label.endswith("/imports") else cast.registrar
        return issue_token(actor=actor, username=actor.actor_name, label="tests").secret

    return give


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": "localhost"})


def test_the_document_is_the_one_that_was_reviewed() -> None:
    """After a change that is meant: look at the difference, then run with SALWA_REVIEWED=1."""
    told = json.dumps(DOCUMENT, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("SALWA_REVIEWED"):
        SNAPSHOT.write_text(told, encoding="utf-8")
    assert SNAPSHOT.read_text(encoding="utf-8") == told


def test_every_operation_and_shape_says_what_it_is() -> None:
    silent = [
        f"{method} {path}"
        for path, methods in DOCUMENT["paths"].items()
        for method, told in methods.items()
        if not told.get("description") or not told.get("summary")
    ]
    silent += [name for name, told in DOCUMENT["components"]["schemas"].items() if not told.get("description")]
    assert silent == []


@pytest.mark.parametrize("path", ["openapi.json", "docs", "", "firearms/XC-00000-00000-0"])
def test_a_stranger_is_told_to_sign_in(db: None, client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "Sign in first"


def test_a_wrong_token_is_refused(db: None, client: Client) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"authorization": "Bearer nothing"})
    assert answer.status_code == 401
    assert "unknown, expired or withdrawn" in answer.json()["detail"]


def test_whoever_has_a_token_reads_the_document(client: Client, token: str) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"authorization": f"Bearer {token}"})
    assert answer.json()["info"]["title"] == "Salwa"


def test_a_session_needs_the_secret_of_the_form_for_what_is_no_plain_read(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.force_login(_user("tracing_officer"))
    answer = strict.post("/api/v1/identify", data={"serial": "A1"}, content_type="application/json")
    assert answer.status_code == 403


def test_a_body_that_is_too_large_is_refused_in_words(client: Client, token: str) -> None:
    body = json.dumps({"marks": "x" * 11_000_000})
    headers = {"authorization": f"Bearer {token}"}
    answer = client.post("/api/v1/identify", data=body, content_type="application/json", headers=headers)
    assert answer.status_code == 413
    assert "larger than this node accepts" in answer.json()["detail"]


@pytest.fixture
def one_transaction() -> Iterator[None]:
    """Keep requests inside the test's transaction, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_input_breaks_an_operation_or_its_promise(
    operation: Any, mode: GenerationMode, tokens: Callable[[str], str], one_transaction: None
) -> None:
    token = tokens(operation.label)
    application = WSGIHandler()

    @QUIET
    @given(case=operation.as_strategy(generation_mode=mode))
    def walk(case: Any) -> None:
        headers = {"Authorization": f"Bearer {token}", "Host": "localhost"}
        case.operation.app = application
        case.call_and_validate(base_url="http://localhost", headers=headers, checks=CHECKS)

    walk()


def _user(name: str) -> Any:
    return get_user_model().objects.get(username=name)
