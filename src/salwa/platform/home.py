"""Platform, home: the folder that makes a node: its keys, its node file, its logs."""

import hashlib
import os
import re
import secrets
import stat
import tomllib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from salwa.platform.errors import Conflict, NotReady

ROLES = ("state", "international", "branch")


@dataclass(frozen=True, slots=True)
class Node:
    """What a node is. ``state`` is ISO 3166-1 alpha-2; ``default_user`` is who the command line acts as."""

    state: str
    role: str
    name: str
    uuid: uuid.UUID
    created: datetime
    default_user: str = "registrar"
    default_administrator: str = "administrator"

    def toml(self) -> str:
        """Return the node file's text."""
        lines = [
            "# What this node is. Written once by `salwa init`.",
            f"state = {_quoted(self.state)}",
            f"role = {_quoted(self.role)}",
            f"name = {_quoted(self.name)}",
            f"uuid = {_quoted(str(self.uuid))}",
            f"created = {self.created.astimezone(UTC).isoformat(timespec='seconds')}",
            "",
            "# Whom the command line acts as where --as is not given.",
            f"default_user = {_quoted(self.default_user)}",
            f"default_administrator = {_quoted(self.default_administrator)}",
        ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Home:
    """A node's folder. Everything of the node that is not in the database lies under ``path``."""

    path: Path

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that stand for this home where its own path cannot be used."""
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16]

    @property
    def keys(self) -> Path:
        """The folder of the node's keys, 0700."""
        return self.path / "keys"

    @property
    def node_file(self) -> Path:
        """The file that says what the node is."""
        return self.path / "node.toml"

    @property
    def log_file(self) -> Path:
        """The log of commands and of the web server, one JSON object a line."""
        return self.path / "logs" / "salwa.log"

    @property
    def segments(self) -> Path:
        """The folder of index segments, derived from the database."""
        return self.path / "segments"

    @property
    def packs(self) -> Path:
        """The folder in which a State keeps packs of its own, ``*.toml``; there only where somebody made it."""
        return self.path / "packs"

    @property
    def imports(self) -> Path:
        """The folder of files that were handed in to be loaded, 0700."""
        return self.path / "imports"

    def make(self) -> None:
        """Make the folders that are missing, closed to other users; a folder that was given keeps its own mode."""
        if self.path.exists():
            self.check_owner()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.keys, self.log_file.parent, self.segments, self.imports):
            folder.mkdir(mode=0o700, exist_ok=True)
            if stat.S_IMODE(folder.stat().st_mode) & 0o077:
                folder.chmod(0o700)

    def check_owner(self) -> None:
        """Refuse a home that belongs to another user of this machine."""
        owner = self.path.stat().st_uid
        if owner != os.geteuid():
            detail = (
                f"The home {self.path} belongs to user number {owner} of this machine, and you are number "
                f"{os.geteuid()}. Run the command as that user, or set SALWA_HOME to a folder of your own."
            )
            raise NotReady(detail)

    def node(self) -> Node:
        """Return what this node is. Raises NotReady where ``salwa init`` has not run."""
        try:
            return _node_of(self.node_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            detail = f"There is no node in {self.path} yet. Make one with: salwa init --state XC (your State's code)."
            raise NotReady(detail) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, ValueError, TypeError) as error:
            raise NotReady(f"The node file {self.node_file} cannot be read: {error}.") from None

    def write_node(self, node: Node) -> None:
        """Write the node file for the first time; one that exists for another State or role is refused."""
        if self.node_file.exists():
            there = self.node()
            if (there.state, there.role) != (node.state, node.role):
                detail = (
                    f"The home {self.path} is already the node of {there.state} in the role {there.role!r}. One home "
                    f"is one authority: give another folder by SALWA_HOME for {node.state} as {node.role!r}."
                )
                raise Conflict(detail)
            return
        unfinished = self.node_file.with_suffix(f".{secrets.token_hex(4)}")
        unfinished.write_text(node.toml(), encoding="utf-8")
        try:
            # Of two that write at once the first one's file stays.
            with suppress(FileExistsError):
                os.link(unfinished, self.node_file)
        finally:
            unfinished.unlink()


def current() -> Home:
    """Return the home named by SALWA_HOME, or ``.salwa`` in the current folder."""
    named = os.environ.get("SALWA_HOME") or ".salwa"
    return _absolute(named) if named.startswith("/") else Home(Path(named).expanduser().absolute().resolve())


@lru_cache(maxsize=16)
def _absolute(named: str) -> Home:
    """Follow the links of an absolute path once: the home is asked for with every record that is shown."""
    return Home(Path(named).resolve())


@lru_cache(maxsize=4)
def _node_of(text: str) -> Node:
    """Parse a node file once for each text: it is asked for with every record that is shown."""
    told = tomllib.loads(text)
    return Node(
        state=str(told["state"]),
        role=str(told["role"]),
        name=str(told["name"]),
        uuid=uuid.UUID(told["uuid"]),
        created=told["created"],
        default_user=str(told.get("default_user", "registrar")),
        default_administrator=str(told.get("default_administrator", "administrator")),
    )


def _quoted(text: str) -> str:
    r"""Return a TOML basic string: quotation mark, backslash and control characters escaped."""
    escaped = re.sub(r'["\\]', lambda found: "\\" + found.group(), text)
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found.group()):04X}", escaped) + '"'
