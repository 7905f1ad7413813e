"""Registry: load a register over the API."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salwa.contexts.registry.api.imports import LARGEST_FILE
from salwa.contexts.registry.importing import jobs
from salwa.contexts.registry.public import count
from tests.conftest import Cast

REGISTER = b"external_id,serial,make\nINV-1,BKS012,Glock\nINV-2,,\n"


def test_a_preview_counts_and_writes_nothing(cast: Cast, signed_in: Callable[..., Client]) -> None:
    file = SimpleUploadedFile("old.csv", REGISTER)
    told = signed_in("registrar").post("/api/v1/imports/preview", {"file": file, "source": "Old"}).json()
    assert (told["source"], told["rows"], told["accepted"], told["rejected"]) == ("Old", 2, 1, 1)
    assert told["rejects"][0]["line"] == 3
    assert told["columns"]["serial"] == "serial"
    assert count(cast.registrar) == 0


def test_a_preview_says_where_the_headings_stand(cast: Cast, signed_in: Callable[..., Client]) -> None:
    content = b"Old register of Lakeland\n" + REGISTER + b"external_id,serial,make\nINV-3,BKS013,Glock\n"
    file = SimpleUploadedFile("old.csv", content)
    told = signed_in("registrar").post("/api/v1/imports/preview", {"file": file}).json()
    assert (told["heading_line"], told["repeated_headings"], told["accepted"]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("content", "status"), [(b"\x00\x01", 422), (b"colour\nblack\n", 422), (b"x" * (LARGEST_FILE + 1), 413)]
)
def test_what_is_no_register_or_too_large_is_refused(
    signed_in: Callable[..., Client], content: bytes, status: int
) -> None:
    told = signed_in("registrar").post("/api/v1/imports/preview", {"file": SimpleUploadedFile("a.csv", content)})
    assert told.status_code == status
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.json()["detail"]


def test_a_mapping_that_is_no_toml_is_refused(signed_in: Callable[..., Client]) -> None:
    given = {"file": SimpleUploadedFile("a.csv", REGISTER), "mapping": "columns"}
    told = signed_in("registrar").post("/api/v1/imports/preview", given)
    assert told.status_code == 422
    assert "TOML" in told.json()["detail"]


def test_whoever_may_not_load_is_told_so(signed_in: Callable[..., Client]) -> None:
    for name in ("administrator", "tracing_officer"):
        file = SimpleUploadedFile("a.csv", REGISTER)
        assert signed_in(name).post("/api/v1/imports/preview", {"file": file}).status_code == 403


def test_how_far_an_import_is_can_be_asked(cast: Cast, signed_in: Callable[..., Client]) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER])
    job.write({"phase": "done", "rows": 2, "done": 1.0, "outcome": {"loaded": 1, "known": 0, "rejected": 1}})
    told = signed_in("registrar").get(f"/api/v1/imports/{job.id}").json()
    assert (told["phase"], told["loaded"], told["rejected"], told["changed"]) == ("done", 1, 1, None)
    assert signed_in("outside_registrar").get(f"/api/v1/imports/{job.id}").status_code == 404
