"""Web: nobody fills the disk without being signed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from salwa.contexts.identity.public import issue_token
from tests.conftest import Cast

TWO_MEGABYTES = b"x" * 2_000_000


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


def upload() -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("register.csv", TWO_MEGABYTES)}


@pytest.mark.parametrize("path", ["/sign-in/", "/import/", "/language/"])
def test_a_stranger_sends_no_file(db: None, stranger: Client, path: str) -> None:
    answer = stranger.post(path, upload())
    assert answer.status_code == 413
    assert "larger than this node accepts" in answer.text


def test_a_stranger_sends_the_api_no_file(db: None, stranger: Client) -> None:
    answer = stranger.post("/api/v1/imports", upload(), headers={"authorization": "Bearer salwa_guessed"})
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "larger than this node accepts" in answer.json()["detail"]


def test_a_body_that_does_not_tell_its_size_is_refused(db: None, stranger: Client) -> None:
    assert stranger.post("/sign-in/", headers={"transfer-encoding": "chunked"}).status_code == 413
    assert stranger.post("/sign-in/", CONTENT_LENGTH="-1").status_code == 413


def test_who_is_signed_in_uploads_a_register(signed_in: Callable[..., Client]) -> None:
    assert signed_in("registrar").post("/import/", upload()).status_code != 413


def test_the_role_is_asked_before_a_register_is_read(signed_in: Callable[..., Client], tmp_path: Path) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path / "nowhere")):
        answer = signed_in("tracing_officer").post("/import/", upload())
    assert answer.status_code == 403
    assert "Only a registrar may load a register." in answer.text


def test_the_role_is_asked_before_a_program_sends_a_register(cast: Cast, stranger: Client) -> None:
    token = issue_token(actor=cast.administrator, username="analyst").secret
    answer = stranger.post("/api/v1/imports", upload(), headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 403
    assert "Only a registrar may load a register." in answer.json()["detail"]


def test_a_program_with_a_token_uploads_a_register(cast: Cast, stranger: Client) -> None:
    token = issue_token(actor=cast.administrator, username="registrar").secret
    answer = stranger.post("/api/v1/imports/preview", upload(), headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 422
