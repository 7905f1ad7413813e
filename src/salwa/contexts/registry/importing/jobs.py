"""Registry, import: an import that runs beside the pages, and how far it is.

A job is a folder under the home's ``imports``: the file that was handed in, the mapping, the rejects, and
``state.json``, which the command that does the work replaces as it goes. The job's process holds a lock on the folder;
where the lock is free and no outcome is written, the process has died, and with it its transaction.
"""

import fcntl
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from salwa.contexts.registry.importing.outcome import Step
from salwa.contexts.registry.policies import may_load
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused, SalwaError
from salwa.platform.uuid7 import uuid7

WAITING: Final = "waiting"
DONE: Final = "done"
REFUSED: Final = "refused"
FAILED: Final = "failed"
_ENDED: Final = (DONE, REFUSED, FAILED)
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_STATE: Final = "state.json"
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
    def file(self) -> Path:
        """The file that was handed in, under the name it came with."""
        return next((self.folder / "file").iterdir())

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

    def write(self, state: dict[str, Any]) -> None:
        """Replace the state."""
        path = self.folder / f".{_STATE}"
        path.write_text(json.dumps(state, ensure_ascii=False, default=str), encoding="utf-8")
        path.replace(self.folder / _STATE)


def receive(*, actor: Actor, name: str, content: Iterable[bytes], mapping: str = "") -> Job:
    """Keep a file, and a mapping's text, that a page was handed; nothing is read yet. Raises NotAllowed, Refused."""
    _check(actor)
    folder = home.current().path / "imports" / uuid7().hex
    (folder / "file").mkdir(parents=True, mode=0o700)
    job = Job(folder)
    safe = safe_name(name)
    size = 0
    with (folder / "file" / safe).open("wb") as file:
        for piece in content:
            size += len(piece)
            if size > _LARGEST:
                raise Refused("The file is larger than 4 GiB. Import it by the command line.")
            file.write(piece)
    if mapping.strip():
        (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    (folder / "actor").write_text(f"{actor.agency_id}", encoding="utf-8")
    return job


def safe_name(name: str) -> str:
    """Give the name of a file that was handed in as a name that can do no harm."""
    return re.sub(r"[^\w.\- ]", "_", Path(name).name)[-100:].strip(". ") or "register"


def find(*, actor: Actor, job: str) -> Job:
    """Give a job of the actor's agency. Raises NotAllowed, NotFound."""
    _check(actor)
    folder = home.current().path / "imports" / job
    if not _NAME.fullmatch(job) or not folder.is_dir():
        raise NotFound
    if (folder / "actor").read_text(encoding="utf-8") != f"{actor.agency_id}":
        raise NotFound
    return Job(folder)


def start(*, actor: Actor, job: str, source: str = "", reason: str = "") -> None:
    """Start the import of a job's file in a process of its own. Raises Conflict where it was started before."""
    found = find(actor=actor, job=job)
    if (found.folder / _STATE).exists():
        raise Conflict("This import was started before.")
    found.write({"phase": WAITING})
    options = ["--rejects", str(found.rejects), "--job", found.id]
    if found.mapping is not None:
        options += ["--mapping", str(found.mapping)]
    options += ["--source", source] if source else []
    options += ["--reason", reason] if reason else []
    command = [sys.executable, "-c", "from salwa.config.cli import main; main()", "--as", actor.actor_name]
    with (found.folder / "log").open("wb") as log:
        subprocess.Popen(
            [*command, "import", "firearms", *options, "--", str(found.file)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def state(*, actor: Actor, job: str) -> JobState:
    """Tell how far a job is. Raises NotAllowed, NotFound."""
    found = find(actor=actor, job=job)
    try:
        told = json.loads((found.folder / _STATE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return JobState()
    told["faults"] = tuple(told.get("faults", ()))
    read = JobState(**told)
    if not read.has_ended and (found.folder / "lock").exists() and not _is_locked(found.folder / "lock"):
        return JobState(phase=FAILED, rows=read.rows, done=read.done)
    return read


class Reporter:
    """Writes the state of a job whose work this process does. Holds the job's lock until the process ends."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._lock = (job.folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._last = Step(WAITING, 0, 0.0)

    def step(self, step: Step) -> None:
        """Write how far the import is."""
        self._last = step
        self._job.write({"phase": step.phase, "rows": step.rows, "done": step.done})

    def done(self, outcome: dict[str, Any]) -> None:
        """Write what came of it."""
        self._job.write({"phase": DONE, "rows": self._last.rows, "done": 1.0, "outcome": outcome})

    def refused(self, error: SalwaError) -> None:
        """Write why it was refused."""
        faults = [
            {"line": fault.line, "column": fault.column, "text": fault.text} for fault in getattr(error, "faults", ())
        ]
        self._job.write({"phase": REFUSED, "rows": self._last.rows, "detail": error.detail, "faults": faults})


def reporter(*, actor: Actor, job: str) -> Reporter:
    """Give the reporter of a job that this process works on."""
    return Reporter(find(actor=actor, job=job))


def _check(actor: Actor) -> None:
    if not may_load(actor):
        raise NotAllowed


def _is_locked(path: Path) -> bool:
    with path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
