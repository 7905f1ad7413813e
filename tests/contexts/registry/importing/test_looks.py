"""Registry, import, tests: a file that was handed in is read once, however often its page is opened."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from salwa.contexts.registry.importing import jobs, looks
from salwa.platform import home
from salwa.platform.errors import Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

REGISTER = b"external_id,serial,make\nINV-1,BKS012,Glock\nINV-2,,\n"


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(home, "current", lambda: home.Home(tmp_path))


def test_a_small_file_is_looked_at_once(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER], source="Old register")
    first = looks.looked(actor=cast.registrar, job=job.id)
    assert first is not None
    assert (first["rows"], first["accepted"], first["source"]) == (2, 1, "Old register")
    job.file.write_bytes(b"another file altogether")
    assert looks.looked(actor=cast.registrar, job=job.id) == first


def test_a_small_file_waits_too_while_as_many_others_as_may_are_looked_at(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER])
    with jobs.a_look(), jobs.a_look():
        assert looks.looked(actor=cast.registrar, job=job.id) is None
    assert looks.looked(actor=cast.registrar, job=job.id) is not None


def test_why_a_file_is_refused_is_kept_too(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[b"serial\n"])
    for _ in range(2):
        with pytest.raises(Refused, match="line 2: The file has column names and no rows") as caught:
            looks.looked(actor=cast.registrar, job=job.id)
        assert caught.value.faults[0].line == 2


def test_a_large_file_is_looked_at_by_a_process_of_its_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LOOKED_AT_ONCE", 0)
    begun: list[list[str]] = []
    monkeypatch.setattr(
        "salwa.contexts.registry.importing.jobs.subprocess.Popen", lambda command, **_: begun.append(command)
    )
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER])
    assert looks.looked(actor=cast.registrar, job=job.id) is None
    assert "--preview" in begun[0]
    with pytest.raises(Refused, match="broke off"):
        looks.looked(actor=cast.registrar, job=job.id)
    assert len(begun) == 1
    looks.keep(job)
    found = looks.looked(actor=cast.registrar, job=job.id)
    assert found is not None
    assert found["rows"] == 2
    assert not job.is_started


def test_a_look_is_in_the_language_of_who_reads(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[REGISTER + b"INV-3,5.1E+07,CZ\n"])
    english = looks.looked(actor=cast.registrar, job=job.id)
    with override(settings.PSEUDO_LANGUAGE):
        other = looks.looked(actor=cast.registrar, job=job.id)
    assert english is not None
    assert other is not None
    assert "Go back to the source" in english["rejects"][1]["reason"]
    for reject in other["rejects"]:
        assert reject["reason"].startswith("‹⟪")
    assert looks.looked(actor=cast.registrar, job=job.id) == english


@pytest.mark.parametrize("content", [b"", b"name\n1\n", b"serial\n", b"a\0b,c\n", b"PK nothing", b"Title\na,b\n"])
def test_no_refusal_is_left_untranslated(cast: Cast, content: bytes) -> None:
    job = jobs.receive(actor=cast.registrar, name="old.csv", content=[content])
    with override(settings.PSEUDO_LANGUAGE), pytest.raises(Refused) as caught:
        looks.looked(actor=cast.registrar, job=job.id)
    assert all(fault.text.startswith("‹⟪") for fault in caught.value.faults)
