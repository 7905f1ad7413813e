"""Kernel, ledger: checkpoints as signed notes, and the countersignatures of witnesses.

After C2SP signed-note, tlog-checkpoint and tlog-cosignature, with Ed25519 (RFC 8032). A note is a text that a person
can read and lines of signatures below it::

    ledger.xc.example/registry
    1000317
    q5Ba…=

    — ledger.xc.example/registry pUZa…

A witness signs the same text with the time at which it saw it, so that nobody can later show another log of that
length.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from salwa.kernel.ledger.tree import HASH_BYTES

Sign = Callable[[bytes], bytes]
"""Signs a message with Ed25519: 64 bytes."""
SIGNER: Final = 0x01
WITNESS: Final = 0x04
_ID_BYTES: Final = 4
_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64
_KEY_BYTES: Final = 32
_LINE: Final = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")
_NAME: Final = re.compile(r"[^\s+]+")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteRefused(ValueError):
    """A note that cannot be read, or that nobody known has signed."""


class Key(NamedTuple):
    """Who may sign: its name, what kind of signature (SIGNER or WITNESS), and its public key, 32 bytes."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:_ID_BYTES]

    def __str__(self) -> str:
        """Return the key as it is handed on: ``name+id+key``."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Key":
        """Read ``name+id+key``. Raises NoteRefused where it is none, or where its id is not that of its key."""
        name, _, rest = text.strip().partition("+")
        told, _, encoded = rest.partition("+")
        body = _decoded(encoded)
        if not _NAME.fullmatch(name) or len(body) != 1 + _KEY_BYTES or body[0] not in (SIGNER, WITNESS):
            raise NoteRefused("This is no public key of a ledger or a witness.")
        key = cls(name, body[0], body[1:])
        if told != key.id.hex():
            raise NoteRefused(f"The key of {name} was changed: its number does not fit.")
        return key


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log was at one time. origin: which log; size: number of entries; root: of its tree, 32 bytes."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the text of a checkpoint; further lines are passed over. Raises NoteRefused where it is none."""
        origin, size, root, *_ = [*text.split("\n"), "", "", ""]
        hashed = _decoded(root)
        if not origin or not _SIZE.fullmatch(size) or len(hashed) != HASH_BYTES:
            raise NoteRefused("This is no checkpoint: its lines are the log's name, its size and its root.")
        return cls(origin, int(size), hashed)


class Signature(NamedTuple):
    """One line below a note: who, and the bytes, the first four of which name the key."""

    name: str
    body: bytes

    def __str__(self) -> str:
        """Return the line, without its end."""
        return f"— {self.name} {base64.b64encode(self.body).decode()}"


class Note(NamedTuple):
    """A text, which ends with a line's end, and the signatures below it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """Return the note as it is stored and sent."""
        return self.text + "\n" + "".join(f"{one}\n" for one in self.signatures)

    @classmethod
    def parse(cls, note: str) -> "Note":
        """Read a note. Raises NoteRefused where it is none."""
        text, parting, below = note.rpartition("\n\n")
        lines = [_LINE.fullmatch(line) for line in below.removesuffix("\n").split("\n")]
        if not parting or not below.endswith("\n") or not all(lines):
            raise NoteRefused("This is no signed note: below its text and an empty line stand its signatures.")
        return cls(f"{text}\n", tuple(Signature(one[1], _decoded(one[2])) for one in lines if one))


def signed(checkpoint: Checkpoint, key: Key, sign: Sign) -> Note:
    """Sign a checkpoint as the log itself."""
    text = checkpoint.text()
    return Note(text, (Signature(key.name, key.id + sign(text.encode())),))


def countersigned(note: Note, key: Key, sign: Sign, seconds: int) -> Note:
    """Sign the text of a note as a witness who saw it at ``seconds`` since 1970 (UTC)."""
    body = key.id + seconds.to_bytes(_TIME_BYTES, "big") + sign(_witnessed(note.text, seconds))
    return note._replace(signatures=(*note.signatures, Signature(key.name, body)))


def signers(note: Note, known: Sequence[Key]) -> dict[Key, int | None]:
    """Give which of the known keys signed a note; of witnesses when, in seconds since 1970.

    Lines of unknown keys are passed over. Raises NoteRefused where a line names a known key and its signature is not
    good.
    """
    found: dict[Key, int | None] = {}
    for one in note.signatures:
        for key in known:
            if key.name == one.name and one.body.startswith(key.id):
                found[key] = _checked(note.text, key, one.body[_ID_BYTES:])
    return found


def opened(note: str, key: Key) -> Checkpoint:
    """Read a checkpoint that ``key`` has signed. Raises NoteRefused where it has not."""
    read = Note.parse(note)
    if key not in signers(read, [key]):
        raise NoteRefused(f"{key.name} has not signed this checkpoint.")
    return Checkpoint.parse(read.text)


def _checked(text: str, key: Key, body: bytes) -> int | None:
    """Check the bytes behind the key's number; give a witness's time."""
    seconds = int.from_bytes(body[:_TIME_BYTES], "big") if key.kind == WITNESS else None
    message = text.encode() if seconds is None else _witnessed(text, seconds)
    signature = body if seconds is None else body[_TIME_BYTES:]
    if len(signature) != _SIGNATURE_BYTES:
        raise NoteRefused(f"The signature of {key.name} is cut short.")
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature as error:
        raise NoteRefused(f"The signature of {key.name} does not fit the text above it.") from error
    return seconds


def _witnessed(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _decoded(text: str) -> bytes:
    """Decode base64; nothing where it is none, or where another text stands for the same bytes."""
    try:
        body = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return body if base64.b64encode(body).decode() == text else b""
