"""Platform, database: the private PostgreSQL cluster of one home: made, started, stopped.

As root the server runs as Debian's user ``postgres``, with its data in ``/var/lib/salwa/<hash of the home>`` and its
socket in ``/run/salwa-<hash>``: a home in a folder closed to that user works. As an ordinary user the data lie in the
home and the socket in the user's runtime folder: a home with a path longer than a socket's 107 bytes works.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salwa.platform.database import binaries, configuration
from salwa.platform.errors import NotReady
from salwa.platform.home import Home

_PORT = 5432
_START_SECONDS = 120
_READY_LINE = 7
_SOCKET_LINE = 4
_SHELL = ("/bin/sh", "-eu", "-c")
_READ = 'if [ -e "$1" ]; then cat -- "$1"; fi'
_WRITE = 'new=$(mktemp -- "$1.XXXXXXXX"); cat > "$new"; mv -f -- "$new" "$1"'


@dataclass(frozen=True, slots=True)
class Cluster:
    """The private cluster of ``home``. ``folder`` holds the data and the server's log."""

    home: Home
    folder: Path

    @classmethod
    def of(cls, home: Home) -> "Cluster":
        """Return the cluster of a home, whether it exists or not."""
        if os.geteuid() == 0:
            return cls(home, Path("/var/lib/salwa") / home.digest)
        return cls(home, home.path / "database")

    @property
    def account(self) -> pwd.struct_passwd:
        """The user of this machine that the server runs as: Debian's where the command runs as root."""
        try:
            return pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        except KeyError:
            who = "postgres" if os.geteuid() == 0 else f"number {os.geteuid()}"
            detail = f"PostgreSQL needs a user to run as, and this machine's list of users has no entry for {who}."
            raise NotReady(detail) from None

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.folder / "server.log"

    @property
    def exists(self) -> bool:
        """Whether the cluster has been made."""
        return self.major is not None

    @property
    def major(self) -> int | None:
        """The major version that made the cluster; None where there is none."""
        try:
            return int((self.data / "PG_VERSION").read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None
        except ValueError:
            raise NotReady(f"{self.data / 'PG_VERSION'} does not name a version of PostgreSQL.") from None

    @property
    def socket_folder(self) -> Path:
        """Where the server listens: what a running server says, else where it would be started.

        As root only the latter: what the server's account wrote down is not to lead root anywhere.
        """
        running = [] if os.geteuid() == 0 else self._pid_file()
        if len(running) > _SOCKET_LINE and _answers(Path(running[_SOCKET_LINE])):
            return Path(running[_SOCKET_LINE])
        return self._own_socket_folder

    @property
    def _own_socket_folder(self) -> Path:
        """Where a server would be started, whatever one that runs says."""
        if os.geteuid() == 0:
            return Path(f"/run/salwa-{self.home.digest}")
        given = os.environ.get("XDG_RUNTIME_DIR", "")
        if given and Path(given).is_dir() and os.access(given, os.W_OK | os.X_OK) and len(os.fsencode(given)) < 60:
            return Path(given) / f"salwa-{self.home.digest}"
        return _short_temporary_folder() / f"salwa-{os.geteuid()}-{self.home.digest}"

    @property
    def pid(self) -> int | None:
        """The running server's process id; None where it is not running."""
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        return pid if _serves(pid, self.data) else None

    @property
    def is_ready(self) -> bool:
        """Whether the server runs and takes connections."""
        lines = self._pid_file()
        return (
            len(lines) > _READY_LINE
            and lines[_READY_LINE].strip() == "ready"
            and self.pid is not None
            and _answers(self.socket_folder)
        )

    def make(self) -> bool:
        """Make the cluster where there is none; return whether it was made."""
        with self._lock():
            return self._make()

    def start(self) -> bool:
        """Start the server where it is not running; return whether it was started. Raises NotReady in words."""
        if self.is_ready:
            return False
        self.check_exists()
        with self._lock():
            return self._start()

    def check_exists(self) -> None:
        """Refuse in words where the cluster is not there."""
        if not self.exists:
            detail = (
                f"The database of the home {self.home.path} is not at {self.data}. If the home was moved or renamed, "
                "move it back; if it is new, run: salwa init --state XC (your State's code)."
            )
            raise NotReady(detail)

    def stop(self) -> bool:
        """Stop the server, breaking off what is connected; return whether one was running."""
        with self._lock():
            return self._stop()

    def set_aside(self) -> Path:
        """Stop the server and rename the cluster's folder, so that the home may begin anew; return where it is now."""
        aside = self.folder.with_name(f"{self.folder.name}.until-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")
        with self._lock():
            self._stop()
            self.folder.rename(aside)
        return aside

    def remove(self) -> None:
        """Stop the server and delete the cluster with all its data. For tests and for the demo's own databases."""
        if self.exists:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self._own_socket_folder, ignore_errors=True)

    def _make(self) -> bool:
        if self.exists:
            return False
        tools = binaries.choose(None)
        if os.geteuid() == 0:
            Path("/var/lib/salwa").mkdir(parents=True, exist_ok=True)
            Path("/var/lib/salwa").chmod(0o711)
        self._own_folder(self.folder)
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        arguments = [tools.program("initdb"), "-D", str(unfinished), "-U", configuration.SUPERUSER]
        arguments += ["--encoding=UTF8", "--auth=peer", "--data-checksums", "--no-instructions"]
        try:
            self._run([*arguments, "--locale=C.UTF-8"])
        except NotReady:
            shutil.rmtree(unfinished, ignore_errors=True)
            self._run([*arguments, "--locale=C"])
        unfinished.rename(self.data)
        return True

    def _start(self) -> bool:
        if self.is_ready:
            return False
        tools = binaries.choose(self.major)
        folder = self._own_socket_folder
        if self.pid is not None and self._becomes_ready():
            return False
        self._own_folder(folder)
        self._write_configuration()
        options = f"-k {shlex.quote(str(folder))} -p {_PORT}"
        order = [tools.program("pg_ctl"), "start", "-D", str(self.data), "-l", str(self.log), "-o", options]
        order += ["-w", "-t", str(_START_SECONDS), "-s"]
        until = time.monotonic() + _START_SECONDS
        while True:
            self._clear_foreign_locks(folder)
            try:
                self._run(order)
            except NotReady:
                # After a kill -9 the old server's children still hold its memory for a moment.
                if time.monotonic() > until or "shared memory block" not in self._end_of_log():
                    raise
                time.sleep(0.3)
            else:
                return True

    def _stop(self) -> bool:
        if self.pid is None:
            return False
        tools = binaries.choose(self.major)
        self._run([tools.program("pg_ctl"), "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "60"])
        return True

    def _becomes_ready(self) -> bool:
        """Wait for a server that somebody else is starting; stop one that has lost its socket."""
        until = time.monotonic() + _START_SECONDS
        while self.pid is not None and not self.is_ready:
            lines = self._pid_file()
            if (len(lines) > _READY_LINE and lines[_READY_LINE].strip() == "ready") or time.monotonic() > until:
                self._stop()
                return False
            time.sleep(0.1)
        return self.is_ready

    def _write_configuration(self) -> None:
        main = self.data / "postgresql.conf"
        text = self._read(main)
        if "include 'salwa.conf'" not in text:
            self._write(main, text + "\ninclude 'salwa.conf'\n")
        self._write(self.data / "salwa.conf", configuration.SETTINGS)
        self._write(self.data / "pg_hba.conf", configuration.HBA)
        users = ("root", "postgres") if os.geteuid() == 0 else (self.account.pw_name,)
        self._write(self.data / "pg_ident.conf", configuration.ident(users))

    def _read(self, path: Path) -> str:
        """Read a file in the data as the server's account: a link laid there shows root no more than that account."""
        return self._run([*_SHELL, _READ, "sh", str(path)])

    def _write(self, path: Path, text: str) -> None:
        """Replace a file in the data as the server's account, which may lay links there but not write for root."""
        if self._read(path) != text:
            self._run([*_SHELL, _WRITE, "sh", str(path)], given=text)

    def _clear_foreign_locks(self, folder: Path) -> None:
        """Remove lock files that name a living process which is not this server: its number was given away again.

        PostgreSQL itself removes those of a dead process, and only after it has seen that nobody holds its memory.
        """
        for lock in (self.data / "postmaster.pid", folder / f".s.PGSQL.{_PORT}.lock"):
            try:
                pid = int(lock.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0])
            except (FileNotFoundError, ValueError):
                continue
            if _alive(pid) and not _serves(pid, self.data):
                lock.unlink(missing_ok=True)

    def _own_folder(self, folder: Path) -> None:
        """Make a folder that only the server's account may enter; refuse one that somebody else laid there."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            told = folder.lstat()
            if not stat.S_ISDIR(told.st_mode) or told.st_uid not in (self.account.pw_uid, os.geteuid()):
                detail = f"{folder} is there already and belongs to another user: remove it, then try again."
                raise NotReady(detail) from None
        os.chown(folder, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)
        folder.chmod(0o700)

    def _pid_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _end_of_log(self) -> str:
        try:
            return self.log.read_text(encoding="utf-8", errors="replace")[-1500:]
        except FileNotFoundError:
            return ""

    def _run(self, arguments: list[str], given: str = "") -> str:
        """Run a program as the server's account, return what it printed; raise NotReady with what it complained of."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "HOME": "/"}
        is_root = os.geteuid() == 0
        answer = subprocess.run(
            arguments,
            cwd="/",
            env=environment,
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
            start_new_session=True,
            umask=0o077,
            user=self.account.pw_uid if is_root else None,
            group=self.account.pw_gid if is_root else None,
            extra_groups=[] if is_root else None,
        )
        if answer.returncode:
            said = (answer.stderr.strip() or answer.stdout.strip())[-600:]
            raise NotReady(f"PostgreSQL did not do as asked ({Path(arguments[0]).name}): {said} See {self.log}.")
        return answer.stdout

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the home's lock, so that two commands at once do not both make or start the server."""
        self.home.make()
        with (self.home.path / "database.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _answers(folder: Path) -> bool:
    """Whether a server listens on the socket in ``folder``."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(folder / f".s.PGSQL.{_PORT}"))
        except OSError:
            return False
    return True


def _serves(pid: int, data: Path) -> bool:
    """Whether process ``pid`` is alive and is the server of ``data``; a postmaster's working folder is its data."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except (FileNotFoundError, ProcessLookupError):
        return _alive(pid) and not Path("/proc/self").exists()
    except PermissionError:
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _short_temporary_folder() -> Path:
    """Return the temporary folder, or ``/tmp`` where its path is too long for a socket."""
    folder = Path(tempfile.gettempdir())
    return folder if len(os.fsencode(folder)) < 60 else Path("/tmp")  # noqa: S108 - the folder in it is closed and its owner checked
