"""Platform, ledger: countersign the checkpoints of others, and keep the countersignatures of one's own.

Files only, no network. What a log's keeper hands over is the request of C2SP tlog-witness: the size that the witness
saw last, a proof that the log goes on from it, and the checkpoint. The witness signs only what goes on from what it saw
before, so that no two pasts of one log bear its name.

In the home lie ``ledger/trusted``, the keys that were pinned; ``ledger/seen/LOG``, what this node has countersigned of
a log, a note on each line, as JSON; and ``ledger/cosigned/SIZE``, this node's own checkpoints with what came back.
"""

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.db import connections
from django.utils.translation import gettext

from salwa.kernel.ledger.notes import (
    SIGNER,
    WITNESS,
    Checkpoint,
    Key,
    Note,
    NoteRefused,
    countersigned,
    opened,
    signers,
)
from salwa.kernel.ledger.tiles import TileNodes
from salwa.kernel.ledger.tree import ProofRefused, consistency_proof, verify_consistency
from salwa.platform.errors import Conflict, Refused
from salwa.platform.home import Home
from salwa.platform.ledger.files import write_whole
from salwa.platform.ledger.sealing import Signer, StoredTiles

_OLD: Final = "old"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """One of this node's checkpoints with the witnesses that have countersigned it, and when (seconds since 1970)."""

    note: str
    checkpoint: Checkpoint
    witnesses: dict[Key, int]


def witness_key(signer: Signer) -> Key:
    """Give the key under which this node countersigns: its own, marked as a witness's."""
    return signer.key._replace(kind=WITNESS)


def trust(home: Home, text: str) -> Key:
    """Pin the key of a log that this node is to witness, or of a witness of its own.

    Raises Refused where it is no key, Conflict where another key of this name and kind is pinned.
    """
    try:
        key = Key.parse(text)
    except NoteRefused as error:
        raise Refused(str(error)) from None
    known = trusted(home)
    if any((one.name, one.kind) == (key.name, key.kind) and one != key for one in known):
        detail = gettext("Another key is pinned for %(name)s. A new key is a new name: ask its keeper what happened.")
        raise Conflict(detail % {"name": key.name})
    if key not in known:
        _append(_folder(home) / "trusted", f"{key}\n")
    return key


def trusted(home: Home, kind: int | None = None) -> list[Key]:
    """Give the keys that were pinned, of one kind where it is named."""
    keys = [Key.parse(line) for line in _read(_folder(home) / "trusted").splitlines() if line]
    return [key for key in keys if kind in (None, key.kind)]


def request(note: str, key: Key, since: int, *, using: str = "default") -> str:
    """Write what a witness is asked to countersign, who has seen ``since`` entries of this log, 0 where none.

    Runs inside a reading. Raises Refused where the log is not that long.
    """
    now = opened(note, key)
    if not 0 <= since <= now.size:
        raise Refused(gettext("The ledger has %(size)d entries.") % {"size": now.size})
    proof: list[bytes] = []
    if since:
        with connections[using].cursor() as cursor:
            proof = consistency_proof(TileNodes(StoredTiles(cursor)), since, now.size)
    return "".join([f"{_OLD} {since}\n", *(f"{base64.b64encode(one).decode()}\n" for one in proof), "\n", note])


def witness(home: Home, signer: Signer, asked: str, seconds: int) -> str:
    """Countersign another log's checkpoint; give its note with the countersignature.

    Raises:
        Refused: the request cannot be read, or its log's key is not pinned.
        Conflict: the checkpoint does not go on from what this node saw of that log last. It is kept nowhere.
    """
    old, proof, note = _parsed(asked)
    keys = [key for key in trusted(home, SIGNER) if key.name == note.text.split("\n", 1)[0]]
    try:
        now = opened(str(note), keys[0]) if keys else None
    except NoteRefused as error:
        raise Refused(str(error)) from None
    if now is None:
        raise Refused(gettext("The key of this ledger is not pinned here. Pin it with: salwa ledger trust KEY"))
    path = _folder(home) / "seen" / sha256(now.origin.encode()).hexdigest()
    last = _last_seen(path, keys[0])
    if last.size != old:
        detail = gettext(
            "This node has seen %(seen)d entries of that ledger. Its keeper writes what is missing with: "
            "salwa ledger checkpoint --since %(seen)d"
        )
        raise Conflict(detail % {"seen": last.size})
    try:
        if last.size:
            verify_consistency(old=last.size, new=now.size, old_root=last.root, new_root=now.root, proof=proof)
    except ProofRefused as error:
        detail = gettext("The ledger does not go on from what this node saw of it: its past was changed. (%(why)s)")
        raise Conflict(detail % {"why": error}) from None
    done = countersigned(note, witness_key(signer), signer.sign, seconds)
    _append(path, json.dumps(str(done)) + "\n")
    return str(done)


def keep(home: Home, signer: Signer, text: str, *, using: str = "default") -> Cosigned:
    """Keep the countersignatures that a witness sent back. Runs inside a reading.

    Raises Refused where the note cannot be read or nobody whose key is pinned has countersigned it; Conflict where it
    is no checkpoint that this node has signed of this ledger.
    """
    try:
        note = Note.parse(text)
        now = opened(text, signer.key)
        found = signers(note, trusted(home, WITNESS))
    except NoteRefused as error:
        raise Refused(str(error)) from None
    if not found:
        raise Refused(gettext("No witness whose key is pinned has countersigned this. See: salwa ledger trust"))
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT note FROM platform_checkpoint WHERE size = %s", [now.size])
        row = cursor.fetchone()
    if row is None or Note.parse(row[0]).text != note.text:
        raise Conflict(gettext("This node has signed no such checkpoint."))
    path = _folder(home) / "cosigned" / str(now.size)
    before = Note.parse(_read(path) or row[0])
    whole = Note(note.text, tuple(dict.fromkeys((*before.signatures, *note.signatures))))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, str(whole).encode(), mode=0o600)
    return _cosigned(str(whole), signer.key, trusted(home, WITNESS))


def cosigned(home: Home, key: Key) -> list[Cosigned]:
    """Give this node's checkpoints that were countersigned, the longest first. Raises Refused where one is damaged."""
    folder = _folder(home) / "cosigned"
    paths = sorted((path for path in folder.glob("*") if path.name.isdigit()), key=lambda one: -int(one.name))
    keys = trusted(home, WITNESS)
    found = []
    for path in paths:
        try:
            found.append(_cosigned(_read(path), key, keys))
        except NoteRefused as error:
            raise Refused(f"{path}: {error}") from None
    return found


def _cosigned(note: str, key: Key, keys: Sequence[Key]) -> Cosigned:
    found = signers(Note.parse(note), keys)
    return Cosigned(note, opened(note, key), {one: when for one, when in found.items() if when is not None})


def _parsed(asked: str) -> tuple[int, list[bytes], Note]:
    """Part a request. Raises Refused where it is none."""
    head, _, rest = asked.partition("\n\n")
    first, *lines = head.split("\n")
    word, _, size = first.partition(" ")
    try:
        proof = [base64.b64decode(line, validate=True) for line in lines]
        return int(size if word == _OLD else ""), proof, Note.parse(rest)
    except (ValueError, NoteRefused):
        detail = gettext(
            "This is no request to a witness. The ledger's keeper writes one with: salwa ledger checkpoint --since 0"
        )
        raise Refused(detail) from None


def _last_seen(path: Path, key: Key) -> Checkpoint:
    """Give what was countersigned last of a log; nothing of it where none was."""
    *_, last = ["", *_read(path).splitlines()]
    try:
        return opened(json.loads(last), key) if last else Checkpoint(key.name, 0, b"")
    except (NoteRefused, ValueError, AttributeError) as error:
        raise Conflict(f"{path}: {error}") from None


def _folder(home: Home) -> Path:
    return home.path / "ledger"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _append(path: Path, text: str) -> None:
    """Add to a file that only grows, through to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
