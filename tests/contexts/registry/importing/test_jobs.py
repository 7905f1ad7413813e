"""Registry, import, tests: an import beside the pages tells how far it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from salwa.contexts.registry.importing import jobs
from salwa.contexts.registry.importing.outcome import Step
from salwa.platform import home
from salwa.platform.errors import Conflict, Fault, NotAllowed, NotFound, Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(home, "current", lambda: home.Home(tmp_path))


def test_a_file_is_kept_under_a_safe_name(cast: Cast, tmp_path: Path) -> None:
    job = jobs.receive(actor=cast.registrar, name="../../etc/old register.csv", content=[b"serial\n", b"1\n"])
    assert job.file.parent.parent.parent == tmp_path / "imports"
    assert (job.file.name, job.file.read_bytes(), job.mapping) == ("old register.csv", b"serial\n1\n", None)


def test_a_job_tells_its_steps_and_its_end(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"], mapping="source = 'A'")
    assert job.mapping is not None
    assert jobs.state(actor=cast.registrar, job=job.id).phase == jobs.WAITING
    report = jobs.reporter(actor=cast.registrar, job=job.id)
    report.step(Step("loading", 5, 0.5))
    now = jobs.state(actor=cast.registrar, job=job.id)
    assert (now.phase, now.rows, now.done, now.has_ended) == ("loading", 5, 0.5, False)
    report.done({"loaded": 9})
    assert jobs.state(actor=cast.registrar, job=job.id).outcome == {"loaded": 9}


def test_a_refusal_is_told_with_its_places(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    report = jobs.reporter(actor=cast.registrar, job=job.id)
    report.refused(Refused([Fault(3, "serial", "It is wrong.")]))
    now = jobs.state(actor=cast.registrar, job=job.id)
    assert now.phase == jobs.REFUSED
    assert now.faults == ({"line": 3, "column": "serial", "text": "It is wrong."},)


def test_a_job_whose_process_died_has_failed(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    job.write({"phase": "loading", "rows": 5, "done": 0.5})
    holds = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); input()"
    command = [sys.executable, "-c", holds, str(job.folder / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert jobs.state(actor=cast.registrar, job=job.id).phase == "loading"
        process.kill()
    assert jobs.state(actor=cast.registrar, job=job.id).phase == jobs.FAILED


def test_a_job_is_the_agencys_own(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    with pytest.raises(NotFound):
        jobs.find(actor=cast.outside_registrar, job=job.id)
    with pytest.raises(NotFound):
        jobs.find(actor=cast.registrar, job="../x")
    with pytest.raises(NotAllowed):
        jobs.receive(actor=cast.tracing_officer, name="a.csv", content=[b"x"])


def test_a_job_is_started_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(jobs.subprocess, "Popen", lambda command, **_: started.append(command))
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    jobs.start(actor=cast.registrar, job=job.id, source="Old", reason="why")
    assert started[0][-1] == str(job.file)
    assert "--job" in started[0]
    with pytest.raises(Conflict):
        jobs.start(actor=cast.registrar, job=job.id)
