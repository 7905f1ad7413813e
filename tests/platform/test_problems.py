"""Platform, problems: every error of the API is problem+json, and tells nothing of the inside."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.testing import TestClient

from salwa.platform import problems
from salwa.platform.errors import Conflict, Fault, NotFound, Refused


class Bearer(HttpBearer):
    def authenticate(self, _request, _token):
        return None


class Mark(Schema):
    serial: str
    year: int


ERRORS = {
    "found": NotFound("There is no firearm XC-1."),
    "taken": Refused("Two rows cannot be taken.", [Fault(3, "serial", "is empty")]),
    "conflict": Conflict(),
    "denied": PermissionDenied(),
    "django": Http404(),
    "teapot": HttpError(418, "I am a teapot"),
    "bug": ValueError("Key (serial)=(ABC123) exists"),
}


@pytest.fixture(scope="module")
def api():
    made = NinjaAPI(urls_namespace="test-problems")
    problems.mount(made)

    @made.get("/fail/{name}")
    def fail(request, name: str):
        raise ERRORS[name]

    @made.post("/marks")
    def take(request, mark: Mark):
        return {}

    @made.get("/closed", auth=Bearer())
    def closed(request):
        return {}

    return TestClient(made)


@pytest.mark.parametrize(
    ("name", "status", "kind", "detail"),
    [
        ("found", 404, "/problems/not-found", "There is no firearm XC-1."),
        ("taken", 422, "/problems/refused", "Two rows cannot be taken."),
        ("conflict", 409, "/problems/conflict", "This does not agree with what is recorded"),
        ("denied", 403, "/problems/not-allowed", "You may not do this"),
        ("django", 404, "/problems/not-found", "Not found"),
        ("teapot", 418, "about:blank", "I am a teapot"),
        ("bug", 500, "/problems/internal", "Something went wrong"),
    ],
)
def test_every_error_is_a_problem_with_a_sentence(api, name, status, kind, detail):
    answer = api.get(f"/fail/{name}")
    told = json.loads(answer.content)
    assert (answer.status_code, told["status"]) == (status, status)
    assert (told["type"], told["detail"]) == (kind, detail)
    assert answer.headers["Content-Type"] == problems.MEDIA_TYPE
    assert "ABC123" not in answer.content.decode()


def test_every_fault_is_told_by_its_place(api):
    assert api.get("/fail/taken").json()["errors"] == [{"line": 3, "column": "serial", "text": "is empty"}]


def test_a_request_of_the_wrong_shape_is_told_without_repeating_it(api):
    answer = api.post("/marks", json={"year": "ABC123"})
    assert answer.status_code == 422
    assert [fault["column"] for fault in answer.json()["errors"]] == ["mark.serial", "mark.year"]
    assert "ABC123" not in answer.content.decode()


def test_who_is_not_signed_in_is_told_how(api):
    answer = api.get("/closed")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["type"] == "/problems/not-signed-in"
