"""Registry: load a register by page."""

import fcntl
import os
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salwa.contexts.registry.importing import jobs, looks
from salwa.contexts.registry.public import count
from tests.conftest import Cast

REGISTER = "external_id,serial,make,colour\nINV-1,BKS012,Glock,black\nINV-2,,,grey\n"


@pytest.fixture
def hand_in(signed_in: Callable[..., Client]) -> Callable[..., str]:
    def send(content: bytes | str = REGISTER, name: str = "old.csv", **given: str) -> str:
        body = content.encode() if isinstance(content, str) else content
        answer = signed_in("registrar").post("/import/", {"file": SimpleUploadedFile(name, body), **given})
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    return send


def test_a_file_is_looked_at_before_anything_is_written(
    cast: Cast, signed_in: Callable[..., Client], hand_in: Callable[..., str]
) -> None:
    place = hand_in(source="Cantonal register")
    answer = signed_in("registrar").get(place)
    assert answer.status_code == 200
    for words in ("1 line can be taken.", "1 line cannot.", "Cantonal register", "BKS012", "colour"):
        assert words in answer.text
    assert count(cast.registrar) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02", "cannot be taken as it is"),
        ("colour\nblack\n", "cannot be taken as it is"),
        ("serial,serial\nA,B\n", "cannot be taken as it is"),
        ("serial\n", "cannot be taken as it is"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(
    signed_in: Callable[..., Client], hand_in: Callable[..., str], content: bytes | str, words: str
) -> None:
    answer = signed_in("registrar").get(hand_in(content))
    assert answer.status_code == 422
    assert words in answer.text


def test_a_form_without_a_file_or_with_an_empty_one_is_shown_again(signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    assert "Choose a file." in client.post("/import/", {}).text
    empty = client.post("/import/", {"file": SimpleUploadedFile("a.csv", b"")})
    assert empty.status_code == 422
    assert "The file is empty" in empty.text


def test_columns_with_other_names_are_read_by_a_mapping(
    signed_in: Callable[..., Client], hand_in: Callable[..., str]
) -> None:
    place = hand_in("Nummer;Marke\nBKS012;Glock\n", mapping='[columns]\nserial = "Nummer"\nmake = "Marke"\n')
    assert "Nummer" in signed_in("registrar").get(place).text


def job_of(cast: Cast, **state: object) -> str:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER.encode()])
    job.write(state)
    return job.id


def test_a_running_import_shows_how_far_it_is(cast: Cast, signed_in: Callable[..., Client]) -> None:
    job = job_of(cast, phase="loading", rows=1200, done=0.4)
    with (jobs.find(actor=cast.registrar, job=job).folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        text = signed_in("registrar").get(f"/import/{job}/").text
    assert '<progress class="wide" max="100" value="40"' in text
    assert "1200 lines so far" in text
    assert 'http-equiv="refresh"' in text


def test_an_import_that_has_ended_says_how(cast: Cast, signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    outcome = {"file": "old.csv", "source": "x", "loaded": 1, "rejected": 2}
    assert "1 firearm was loaded." in client.get(f"/import/{job_of(cast, phase='done', outcome=outcome)}/").text
    faults = [{"line": 3, "column": "serial", "text": "too long"}]
    refused = client.get(f"/import/{job_of(cast, phase='refused', detail='All refused.', faults=faults)}/").text
    assert "Nothing was loaded" in refused
    assert "too long" in refused
    assert "broke off" in client.get(f"/import/{job_of(cast, phase='failed')}/").text


def test_lines_not_taken_come_back_as_a_file(cast: Cast, signed_in: Callable[..., Client]) -> None:
    job = job_of(cast, phase="done", outcome={"loaded": 1, "rejected": 1})
    assert signed_in("registrar").get(f"/import/{job}/rejects/").status_code == 404
    jobs.find(actor=cast.registrar, job=job).rejects.write_text("salwa_line\n3\n", encoding="utf-8")
    assert "/rejects/" in signed_in("registrar").get(f"/import/{job}/").text
    assert signed_in("registrar").head(f"/import/{job}/rejects/").status_code == 405
    answer = signed_in("registrar").get(f"/import/{job}/rejects/")
    assert "rejects-old.csv" in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content) == b"salwa_line\n3\n"  # type: ignore[attr-defined]
    assert signed_in("registrar").get(f"/import/{job}/rejects/").status_code == 404
    assert "/rejects/" not in signed_in("registrar").get(f"/import/{job}/").text


def test_serials_to_look_at_are_on_the_page_and_all_in_a_file(
    cast: Cast, signed_in: Callable[..., Client], hand_in: Callable[..., str]
) -> None:
    looked = signed_in("registrar").get(hand_in("serial,make\nBKS012,Glock\nMär-45,Glock\n")).text
    assert "1 serial to look at" in looked
    assert "Mär-45" in looked
    doubt = {"line": 3, "written": "Mär-45", "taken": "Mär-45", "reason": "Compare it with the source."}
    job = job_of(cast, phase="done", outcome={"loaded": 2, "doubtful": 1, "doubted": [doubt], "footers": 1})
    assert signed_in("registrar").get(f"/import/{job}/doubts/").status_code == 404
    jobs.find(actor=cast.registrar, job=job).doubts.write_text("line\n3\n", encoding="utf-8")
    page = signed_in("registrar").get(f"/import/{job}/").text
    for words in ("1 serial to look at", "Compare it with the source.", "/doubts/", "1 line is a total"):
        assert words in page
    for _ in range(2):
        answer = signed_in("registrar").get(f"/import/{job}/doubts/")
        assert "serials-old.csv" in answer.headers["Content-Disposition"]
        assert b"".join(answer.streaming_content) == b"line\n3\n"  # type: ignore[attr-defined]


def test_a_large_file_is_read_beside_the_page(
    cast: Cast, signed_in: Callable[..., Client], hand_in: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    monkeypatch.setattr(jobs, "LOOKED_AT_ONCE", 0)
    monkeypatch.setattr(jobs, "_spawn", lambda _actor, _job, _options, locks: begun.extend(map(os.dup, locks)))
    place = hand_in()
    for _ in range(2):
        text = signed_in("registrar").get(place).text
        assert 'http-equiv="refresh"' in text
        assert "BKS012" not in text
    assert len(begun) == 2
    for lock in begun:
        os.close(lock)
    looks.keep(jobs.find(actor=cast.registrar, job=place.strip("/").split("/")[-1]))
    assert "BKS012" in signed_in("registrar").get(place).text


def test_an_import_is_started_once(cast: Cast, signed_in: Callable[..., Client]) -> None:
    job = job_of(cast, phase="loading")
    answer = signed_in("registrar").post(f"/import/{job}/start/")
    assert answer.status_code == 409
    assert "started before" in answer.text


def test_another_agency_and_other_roles_do_not_see_it(cast: Cast, signed_in: Callable[..., Client]) -> None:
    job = job_of(cast, phase="loading")
    assert signed_in("outside_registrar").get(f"/import/{job}/").status_code == 404
    assert signed_in("administrator").get(f"/import/{job}/").status_code == 403
    assert signed_in("tracing_officer").get("/import/").status_code == 403


def test_who_may_not_load_is_told_who_may_and_not_led_there(signed_in: Callable[..., Client]) -> None:
    client = signed_in("tracing_officer")
    answer = client.get("/import/")
    assert answer.status_code == 403
    assert "Only a registrar may load a register." in answer.text
    assert 'href="/import/"' not in client.get("/").text
    assert 'href="/import/"' in signed_in("registrar").get("/").text
