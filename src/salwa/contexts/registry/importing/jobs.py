"""Registry, import: an import that runs beside the pages, and how far it is.

A job is a folder under the home's ``imports``: the file that was handed in, the mapping, what a look at the file found,
the rejects, and ``state.json``, which the command that does the work replaces as it goes. The job's lock is taken
before its process begins and goes with it; where the lock is free and no outcome is written, the process has died, and
with it its transaction.

What was handed in holds personal data: it is deleted when the job has ended. The rejects stay until they are
downloaded, all else of a job for a week. What an agency may have waiting has a ceiling (:mod:`waiting`).
"""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.mapping import checked_source
from salwa.contexts.registry.importing.outcome import Step
from salwa.contexts.registry.importing.waiting import full, room, size_of
from salwa.contexts.registry.policies import check_may_load
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound, Refused, SalwaError
from salwa.platform.uuid7 import uuid7

WAITING: Final = "waiting"
DONE: Final = "done"
REFUSED: Final = "refused"
FAILED: Final = "failed"
_ENDED: Final = (DONE, REFUSED, FAILED)
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_STATE: Final = "state.json"
_LONGEST_NAME: Final = 200
"""Bytes of the name of a file; the system takes 255."""
_PREVIEW: Final = "preview"
_LOOKING: Final = "looking"
KEPT: Final = 7 * 24 * 3600
"""Seconds for which the outcome and the rejects of a job are kept."""
UNSTARTED: Final = 24 * 3600
"""Seconds for which a file waits for its import to be started."""
LOOKED_AT_ONCE: Final = 256 * 1024
"""Bytes up to which a file is looked at while its page waits; a larger one is, once, in a process of its own."""
LOOKS: Final = 2
"""Files that a node looks at at once; who comes next waits, and asks again."""
_PIECE: Final = 1 << 16
_LARGEST: Final = 4 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """How far a job is. ``phase`` is waiting, loading, indexing, done, refused or failed; ``done`` a share from 0 to 1.

    ``outcome`` is :class:`~salwa.contexts.registry.importing.outcome.Outcome` as JSON once it is done; ``detail`` and
    ``faults`` (line, column, text) say why it was refused.
    """

    phase: str = WAITING
    rows: int = 0
    done: float = 0.0
    outcome: dict[str, Any] = field(default_factory=dict)
    detail: str = ""
    faults: tuple[dict[str, Any], ...] = ()

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in _ENDED


@dataclass(frozen=True, slots=True)
class Job:
    """A job's folder and what is in it."""

    folder: Path

    @property
    def id(self) -> str:
        """The job's name, 32 hexadecimal digits."""
        return self.folder.name

    @property
    def name(self) -> str:
        """The name that the file came with."""
        return (self.folder / "name").read_text(encoding="utf-8")

    @property
    def source(self) -> str:
        """The source that was named when the file was handed in, "" where none was."""
        return (self.folder / "source").read_text(encoding="utf-8")

    @property
    def reason(self) -> str:
        """Why it was started, "" where nobody said; a command line could be read by every user of the machine."""
        path = self.folder / "reason"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def file(self) -> Path:
        """The file that was handed in, under the name it came with."""
        return self.folder / "file" / self.name

    @property
    def mapping(self) -> Path | None:
        """The mapping, where one was handed in."""
        path = self.folder / "mapping.toml"
        return path if path.exists() else None

    @property
    def rejects(self) -> Path:
        """Where rows that are not taken are written."""
        return self.folder / "rejects.csv"

    @property
    def is_started(self) -> bool:
        """Whether somebody has started it; before that there is only the file."""
        return (self.folder / _STATE).exists()

    @property
    def doubts(self) -> Path:
        """Where serials to look at are written."""
        return self.folder / "doubts.csv"

    @property
    def is_old(self) -> bool:
        """Whether nothing of it need be kept any longer."""
        return self.age > (KEPT if self.is_started else UNSTARTED)

    @property
    def age(self) -> float:
        """Seconds since something was last put into its folder."""
        return time.time() - self.folder.stat().st_mtime

    @property
    def agency(self) -> str:
        """The id of the agency whose it is, "" while it is being made."""
        path = self.folder / "actor"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def write(self, state: dict[str, Any]) -> None:
        """Replace the state; what was handed in is deleted with the last one."""
        self._keep(_STATE, state)
        if state["phase"] in _ENDED:
            self.forget()

    def begin(self) -> None:
        """Write the first state. Raises Conflict where there is one."""
        path = self.folder / f".first-{_STATE}"
        path.write_text(json.dumps({"phase": WAITING}), encoding="utf-8")
        try:
            os.link(path, self.folder / _STATE)
        except FileExistsError:
            raise Conflict(_(_STARTED)) from None
        finally:
            path.unlink()

    def keep_look(self, found: dict[str, Any]) -> None:
        """Keep what a look at the file found, in the language it was looked at in."""
        self._keep(_in_language(_PREVIEW), found)

    def look(self) -> dict[str, Any] | None:
        """Give what a look at the file found, None where it has not been looked at in this language."""
        path = self.folder / _in_language(_PREVIEW)
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    def forget(self) -> None:
        """Delete what was handed in, and what else shows its rows; the rejects and the outcome stay."""
        shutil.rmtree(self.folder / "file", ignore_errors=True)
        for path in (self.folder / "mapping.toml", self.folder / "log", *self.folder.glob(f"{_PREVIEW}*")):
            path.unlink(missing_ok=True)

    def rejected(self) -> Iterator[bytes]:
        """Give the rejects piece by piece. Once the last one is taken the file is deleted. Raises NotFound."""
        if not self.rejects.exists():
            raise NotFound(_("The lines were downloaded before, or there are none: they are kept for a week."))
        return self._pieces()

    def _pieces(self) -> Iterator[bytes]:
        with self.rejects.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
        self.rejects.unlink(missing_ok=True)

    def _keep(self, name: str, told: dict[str, Any]) -> None:
        path = self.folder / f".{name}"
        path.write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")
        path.replace(self.folder / name)


_STARTED: Final = gettext_noop("This import was started before.")


def _in_language(name: str) -> str:
    """Name a file whose sentences are in the language of who reads now."""
    return f"{name}-{get_language() or 'en'}"


def receive(*, actor: Actor, name: str, content: Iterable[bytes], mapping: str = "", source: str = "") -> Job:
    """Keep a file, and a mapping's text, that a page was handed; nothing is read yet.

    Raises NotAllowed; Refused also where too much of the agency's waits already.
    """
    check_may_load(actor)
    source = checked_source(source)
    place = home.current().path / "imports"
    sweep(place)
    waiting = _with_room(place, f"{actor.agency_id}")
    folder = place / uuid7().hex
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    (folder / "file").mkdir(mode=0o700)
    job = Job(folder)
    for part, text in (("name", safe_name(name)), ("source", source), ("actor", f"{actor.agency_id}")):
        (folder / part).write_text(text, encoding="utf-8")
    if mapping.strip():
        (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    try:
        _write_file(job.file, content, waiting)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return job


def _write_file(path: Path, content: Iterable[bytes], waiting: dict[Path, int]) -> None:
    size, left = 0, room(waiting)
    with path.open("wb") as file:
        for piece in content:
            size += len(piece)
            if size > _LARGEST:
                raise Refused(_("The file is larger than 4 GiB. Import it by the command line."))
            if size > left:
                raise full(waiting)
            file.write(piece)


def _with_room(place: Path, agency: str) -> dict[Path, int]:
    """Give what waits of an agency; where that is too much, the oldest that wait too long make room. Raises Refused."""
    waiting = _waiting(place, agency)
    for folder in sorted(waiting):  # a name begins with the time at which it was given
        try:
            room(waiting)
        except Refused:
            with suppress(FileNotFoundError):  # another sweep was there first
                _remove(Job(folder), after=settings.IMPORTS_WAITING["hours"] * 3600)
            waiting = _waiting(place, agency)
    room(waiting)
    return waiting


def _waiting(place: Path, agency: str) -> dict[Path, int]:
    """Give the folders of an agency's files whose import nobody has started, with their bytes."""
    folders = [folder for folder in (place.iterdir() if place.exists() else ()) if _NAME.fullmatch(folder.name)]
    jobs = [Job(folder) for folder in folders]
    return {job.folder: size_of(job.folder) for job in jobs if job.agency == agency and not job.is_started}


def _remove(job: Job, *, after: float) -> None:
    """Delete a job that nobody starts now and that has waited for more than ``after`` seconds."""
    with _held(job.folder / "lock") as lock:
        if lock is not None and not job.is_started and job.age > after:
            shutil.rmtree(job.folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Delete jobs whose time is over, and what was handed in for those whose process died; running ones are left."""
    for folder in place.iterdir() if place.exists() else ():
        if _NAME.fullmatch(folder.name):
            with suppress(FileNotFoundError):  # another sweep was there first
                _sweep_one(Job(folder))


def _sweep_one(job: Job) -> None:
    is_old = job.is_old
    if not (is_old or job.is_started):
        return
    with _held(job.folder / "lock") as lock:
        if lock is None:
            return
        if is_old:
            shutil.rmtree(job.folder, ignore_errors=True)
        else:
            job.forget()


def safe_name(name: str) -> str:
    """Give the name of a file that was handed in as a name that can do no harm."""
    kept = re.sub(r"[^\w.\- ]", "_", Path(name).name)[-100:].encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return kept.strip(". ") or "register"


def find(*, actor: Actor, job: str) -> Job:
    """Give a job of the actor's agency. Raises NotAllowed, NotFound."""
    check_may_load(actor)
    folder = home.current().path / "imports" / job
    if not _NAME.fullmatch(job) or not folder.is_dir():
        raise NotFound
    if (folder / "actor").read_text(encoding="utf-8") != f"{actor.agency_id}":
        raise NotFound
    return Job(folder)


def start(*, actor: Actor, job: str, source: str = "", reason: str = "") -> None:
    """Start the import of a job's file in a process of its own.

    Raises Conflict where it was started before, Refused for a source that can be none.
    """
    found = find(actor=actor, job=job)
    source = checked_source(source)
    with _held(found.folder / "lock") as lock:
        if lock is None:
            raise Conflict(_(_STARTED))
        found.begin()
        options = ["--rejects", str(found.rejects), "--doubts", str(found.doubts)]
        options += ["--source", source] if source else []
        (found.folder / "reason").write_text(reason, encoding="utf-8")
        _spawn(actor, found, options, [lock])


def looking(*, actor: Actor, job: str) -> None:
    """Look at a job's file in a process of its own, unless that was begun before or too many others are looked at."""
    found = find(actor=actor, job=job)
    with a_look() as place, _held(found.folder / f"{_in_language(_LOOKING)}-lock") as lock:
        if place is None or lock is None or (found.folder / _in_language(_LOOKING)).exists():
            return
        (found.folder / _in_language(_LOOKING)).touch()
        _spawn(actor, found, ["--preview"], [place, lock])


@contextmanager
def a_look() -> Iterator[int | None]:
    """Take one of the :data:`LOOKS` places of the node for the block, and give its lock; None where all are taken.

    A process that is handed the lock keeps the place until it ends, however it ends.
    """
    folder = home.current().path / "imports"
    with ExitStack() as stack:
        for number in range(LOOKS):
            place = stack.enter_context(_held(folder / f"look-{number}-lock"))
            if place is not None:
                yield place
                return
        yield None


def look_failed(job: Job) -> bool:
    """Whether the process that looked at the file died over it."""
    with _held(job.folder / f"{_in_language(_LOOKING)}-lock") as lock:
        return lock is not None and (job.folder / _in_language(_LOOKING)).exists() and job.look() is None


def _spawn(actor: Actor, job: Job, options: list[str], locks: list[int]) -> None:
    """Run the command that does the work; it holds ``locks`` from its first moment to its last."""
    if job.mapping is not None:
        options += ["--mapping", str(job.mapping)]
    language = ["--language", get_language() or "en"]
    command = [sys.executable, "-c", "from salwa.config.cli import main; main()", "--as", actor.actor_name]
    with (job.folder / "log").open("wb") as log:
        subprocess.Popen(
            [*command, "import", "firearms", *options, *language, "--job", job.id, "--", str(job.file)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=locks,
        )


def state(*, actor: Actor, job: str) -> JobState:
    """Tell how far a job is. Raises NotAllowed, NotFound."""
    found = find(actor=actor, job=job)
    read = _read(found)
    if not found.is_started or read.has_ended:
        return read
    with _held(found.folder / "lock") as lock:
        if lock is None:
            return read
        read = _read(found)
        if not read.has_ended:
            found.write({"phase": FAILED, "rows": read.rows, "done": read.done})
        return _read(found)


def _read(job: Job) -> JobState:
    try:
        told = json.loads((job.folder / _STATE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return JobState()
    told["faults"] = tuple(told.get("faults", ()))
    return JobState(**told)


class Reporter:
    """Writes the state of a job whose work this process does. The process got the job's lock from who started it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._last = Step(WAITING, 0, 0.0)

    def step(self, step: Step) -> None:
        """Write how far the import is."""
        self._last = step
        self._job.write({"phase": step.phase, "rows": step.rows, "done": step.done})

    def done(self, outcome: dict[str, Any]) -> None:
        """Write what came of it."""
        self._job.write({"phase": DONE, "rows": self._last.rows, "done": 1.0, "outcome": outcome})

    def failed(self) -> None:
        """Write that the work broke off."""
        self._job.write({"phase": FAILED, "rows": self._last.rows, "done": self._last.done})

    def refused(self, error: SalwaError) -> None:
        """Write why it was refused."""
        faults = [
            {"line": fault.line, "column": fault.column, "text": fault.text} for fault in getattr(error, "faults", ())
        ]
        self._job.write({"phase": REFUSED, "rows": self._last.rows, "detail": error.detail, "faults": faults})


def reporter(*, actor: Actor, job: str) -> Reporter:
    """Give the reporter of a job that this process works on."""
    return Reporter(find(actor=actor, job=job))


@contextmanager
def _held(path: Path) -> Iterator[int | None]:
    """Hold a lock for the block and give its descriptor, None where another process has it.

    A process that is handed the descriptor goes on holding the lock after the block.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield descriptor
    finally:
        os.close(descriptor)
