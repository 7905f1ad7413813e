"""Registry, import, tests: an import beside the pages tells how far it is."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.mark.parametrize("name", ["字" * 95 + ".csv", "é" * 300, "x" * 300 + ".xlsx", ".", ""])
def test_a_long_name_in_any_script_is_one_that_the_system_takes(cast: Cast, name: str) -> None:
    job = jobs.receive(actor=cast.registrar, name=name, content=[b"serial\n1\n"])
    assert job.file.read_bytes() == b"serial\n1\n"
    assert job.file.suffix == Path(name).suffix


@pytest.mark.parametrize("source", ["Old\0register", "Old\x9bregister", "Old\nregister", "x" * 121])
def test_a_source_that_can_be_none_is_refused_before_anything_begins(
    cast: Cast, source: str, started: "Started"
) -> None:
    with pytest.raises(Refused, match="source"):
        jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"], source=source)
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    with pytest.raises(Refused, match="source"):
        jobs.start(actor=cast.registrar, job=job.id, source=source)
    assert not job.is_started
    jobs.start(actor=cast.registrar, job=job.id, source="سجل")
    assert job.is_started


def test_a_job_tells_its_steps_and_its_end(cast: Cast, started: "Started") -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"], mapping="source = 'A'")
    assert job.mapping is not None
    assert jobs.state(actor=cast.registrar, job=job.id).phase == jobs.WAITING
    jobs.start(actor=cast.registrar, job=job.id)
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


class Started:
    """Starts, in place of the command, a process that lives until it is killed; keeps what it was told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commands: list[list[str]] = []
        self.processes: list[subprocess.Popen[bytes]] = []
        self._real = subprocess.Popen
        monkeypatch.setattr("salwa.contexts.registry.importing.jobs.subprocess.Popen", self)

    def __call__(self, command: list[str], **given: Any) -> "subprocess.Popen[bytes]":
        self.commands.append(command)
        sleeps = [sys.executable, "-c", "import time; time.sleep(600)"]
        self.processes.append(self._real(sleeps, **given))
        return self.processes[-1]

    def kill(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    made = Started(monkeypatch)
    yield made
    made.kill()


def test_a_job_whose_process_died_has_failed_and_its_file_is_gone(cast: Cast, started: Started) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    jobs.start(actor=cast.registrar, job=job.id)
    assert jobs.state(actor=cast.registrar, job=job.id).phase == jobs.WAITING
    started.kill()
    assert jobs.state(actor=cast.registrar, job=job.id).phase == jobs.FAILED
    assert not job.file.exists()


def test_what_was_handed_in_is_deleted_when_the_job_ends(cast: Cast) -> None:
    for end in ("done", "refused", "failed"):
        job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"secret"], mapping="source = 'secret'")
        job.keep_look({"preview": "secret"})
        report = jobs.reporter(actor=cast.registrar, job=job.id)
        report.step(Step("loading", 1, 0.5))
        assert job.file.exists()
        if end == "done":
            report.done({})
        elif end == "refused":
            report.refused(Refused("No."))
        else:
            report.failed()
        kept = [path.read_text() for path in job.folder.rglob("*") if path.is_file()]
        assert not [text for text in kept if "secret" in text]
        assert jobs.state(actor=cast.registrar, job=job.id).phase == end


def test_rejects_are_deleted_once_they_are_taken_whole(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    job.rejects.write_bytes(b"y" * 100_000)
    pieces = job.rejected()
    next(pieces)
    del pieces
    assert job.rejects.exists(), "a download that broke off can be begun again"
    assert len(b"".join(job.rejected())) == 100_000
    with pytest.raises(NotFound, match="downloaded before"):
        job.rejected()


def aged(job: jobs.Job, seconds: float) -> jobs.Job:
    then = time.time() - seconds
    os.utime(job.folder, (then, then))
    return job


def test_old_jobs_go_with_the_next_upload_and_running_ones_stay(cast: Cast, started: Started) -> None:
    made = [jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"]) for _ in range(6)]
    waiting, unstarted, ended, old, dead, running = made
    for job in (ended, old):
        job.write({"phase": "done"})
        job.rejects.write_text("x", encoding="utf-8")
    dead.write({"phase": "loading"})
    jobs.start(actor=cast.registrar, job=running.id)
    aged(unstarted, jobs.UNSTARTED + 60)
    aged(ended, jobs.UNSTARTED + 60)
    aged(old, jobs.KEPT + 60)
    aged(running, jobs.KEPT + 60)
    jobs.receive(actor=cast.registrar, name="b.csv", content=[b"x"])
    assert [job.folder.exists() for job in made] == [True, False, True, False, True, True]
    assert [job.file.exists() for job in (waiting, dead, running)] == [True, False, True]
    assert ended.rejects.exists()


def test_a_file_that_is_too_large_is_not_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jobs, "_LARGEST", 3)
    with pytest.raises(Refused, match="larger than"):
        jobs.receive(actor=cast.registrar, name="a.csv", content=[b"abcd"])
    assert list((tmp_path / "imports").iterdir()) == []


def test_files_that_nobody_starts_have_a_ceiling_and_the_oldest_make_room(
    cast: Cast, settings: Any, started: Started
) -> None:
    settings.IMPORTS_WAITING = {"files": 3, "bytes": 1_000_000, "hours": 2}
    made = [jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"]) for _ in range(3)]
    jobs.receive(actor=cast.outside_registrar, name="a.csv", content=[b"x"])
    with pytest.raises(Refused, match="3 files of your agency wait to be loaded") as refused:
        jobs.receive(actor=cast.registrar, name="b.csv", content=[b"x"])
    assert "at most 3 files" in refused.value.detail
    assert "come back in 2 hours" in refused.value.detail
    for job in made[:2]:
        aged(job, 2 * 3600 + 60)
    fresh = jobs.receive(actor=cast.registrar, name="b.csv", content=[b"x"])
    assert [job.folder.exists() for job in (*made, fresh)] == [False, True, True, True]
    jobs.start(actor=cast.registrar, job=made[2].id)
    jobs.receive(actor=cast.registrar, name="c.csv", content=[b"x"])


def test_the_bytes_of_files_that_nobody_starts_have_a_ceiling(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.IMPORTS_WAITING = {"files": 20, "bytes": 3_000, "hours": 2}
    jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x" * 2_000])
    before = list((tmp_path / "imports").iterdir())
    with pytest.raises(Refused, match="1 file of your agency waits to be loaded"):
        jobs.receive(actor=cast.registrar, name="b.csv", content=[b"x" * 900, b"x" * 900])
    assert list((tmp_path / "imports").iterdir()) == before
    jobs.receive(actor=cast.registrar, name="c.csv", content=[b"x" * 500])


def test_no_other_user_of_the_machine_reads_what_was_handed_in(cast: Cast, tmp_path: Path) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    assert [oct(path.stat().st_mode & 0o777) for path in (tmp_path / "imports", job.folder)] == ["0o700", "0o700"]


def test_a_job_is_the_agencys_own(cast: Cast) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    with pytest.raises(NotFound):
        jobs.find(actor=cast.outside_registrar, job=job.id)
    with pytest.raises(NotFound):
        jobs.find(actor=cast.registrar, job="../x")
    with pytest.raises(NotAllowed):
        jobs.receive(actor=cast.tracing_officer, name="a.csv", content=[b"x"])


def test_a_job_is_started_once(cast: Cast, started: Started) -> None:
    job = jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"])
    ends: list[str] = []

    def start() -> None:
        try:
            jobs.start(actor=cast.registrar, job=job.id, source="Old", reason="why")
            ends.append("started")
        except Conflict:
            ends.append("refused")

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["refused"] * 7 + ["started"]
    (command,) = started.commands
    assert command[-1] == str(job.file)
    assert command[command.index("--job") + 1] == job.id
    assert "why" not in " ".join(command)
    assert (job.reason, job.folder.stat().st_mode & 0o077) == ("why", 0)
    started.kill()
    with pytest.raises(Conflict):
        jobs.start(actor=cast.registrar, job=job.id)


def test_only_so_many_files_are_looked_at_at_once_and_one_that_died_makes_room(cast: Cast, started: Started) -> None:
    waiting = [jobs.receive(actor=cast.registrar, name="a.csv", content=[b"x"]) for _ in range(jobs.LOOKS + 1)]
    for job in waiting:
        jobs.looking(actor=cast.registrar, job=job.id)
    assert len(started.commands) == jobs.LOOKS
    with jobs.a_look() as place:
        assert place is None
    assert not jobs.look_failed(waiting[-1])
    started.kill()
    jobs.looking(actor=cast.registrar, job=waiting[-1].id)
    assert started.commands[-1][-1] == str(waiting[-1].file)
    assert len(started.commands) == jobs.LOOKS + 1
