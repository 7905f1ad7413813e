#!/usr/bin/env python3
"""Check an exported ledger of Salwa with no database and without Salwa.

    python3 verify_ledger.py FOLDER --key KEY [--against CHECKPOINT …] [--entry NUMBER]

FOLDER is what `salwa ledger export` wrote. KEY is the line that `salwa ledger key` printed, or a file with it: take it
from the node itself and not from the folder. CHECKPOINT is a file that you were given earlier: the ledger is held
against it, so that no other past can be shown to you now.

It needs Python 3.11 or later and the package `cryptography`. The tree is that of RFC 9162, the checkpoint a signed note
and the files tiles after C2SP. Exit code 0: all is as it was signed; 1: something does not fit; 2: the question cannot
be understood.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256


class Refused(Exception):
    """Something does not fit, in words."""


class Key(NamedTuple):
    """A ledger's public key."""

    name: str
    number: bytes
    public: bytes


class Seen(NamedTuple):
    """A checkpoint: how many entries, and the root over them."""

    size: int
    root: bytes


def main(arguments: list[str]) -> int:
    """Check what the arguments name; return the exit code."""
    parser = argparse.ArgumentParser(description="Check an exported ledger with no database.")
    parser.add_argument("folder", type=Path, help="what `salwa ledger export` wrote")
    parser.add_argument("--key", required=True, help="the ledger's public key, or a file with it")
    parser.add_argument("--against", type=Path, action="append", default=[], help="a checkpoint given to you earlier")
    parser.add_argument("--entry", type=int, help="print the entry of this number, as it was sealed")
    given = parser.parse_args(arguments)
    try:
        key = read_key(given.key)
        earlier = {path: read_checkpoint(path, key) for path in given.against}
    except (Refused, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        print(checked(given.folder, key, earlier, given.entry))
    except (Refused, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def checked(folder: Path, key: Key, earlier: dict[Path, Seen], wanted: int | None) -> str:
    """Build the tree anew from the entries; say what was seen. Raises Refused where something does not fit."""
    now = read_checkpoint(folder / "checkpoint", key)
    for path, seen in earlier.items():
        if seen.size > now.size:
            raise Refused(f"{path} is of {seen.size} entries, and the ledger has only {now.size}: it was cut.")
    roots = {seen.size for seen in earlier.values()} | {now.size}
    tree, entry, found = Tree(), "", {0: hashlib.sha256(b"").digest()}
    for body in entries(folder, now.size):
        if wanted is not None and (told := facts(body)).get("entry") == wanted:
            entry = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
        tree.append(hashlib.sha256(b"\x00" + body).digest())
        if tree.size in roots:
            found[tree.size] = tree.root()
    if found[now.size] != now.root:
        raise Refused("The entries do not lead to the signed root: at least one was changed.")
    for path, seen in earlier.items():
        if found[seen.size] != seen.root:
            raise Refused(f"The ledger is not the one that {path} was signed of: its past was changed.")
    check_tiles(folder, tree)
    if wanted is not None and not entry:
        raise Refused(f"No entry {wanted} is in the ledger.")
    return f"{entry}{now.size} entries of {key.name} are as they were signed."


class Tree:
    """A Merkle tree that grows (RFC 9162), and what its tiles must be."""

    def __init__(self) -> None:
        """Begin with no entry."""
        self.size = 0
        self.tiles: dict[tuple[int, int], bytearray] = {}
        self._edge: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add the hash of an entry."""
        level, at = 0, self.size
        hashed = leaf
        self._put(0, at, hashed)
        while at & 1:
            hashed = joined(self._edge.pop(), hashed)
            level, at = level + 1, at >> 1
            if level % 8 == 0:
                self._put(level // 8, at, hashed)
        self._edge.append(hashed)
        self.size += 1

    def root(self) -> bytes:
        """Give the hash over all entries."""
        *left, root = self._edge
        for one in reversed(left):
            root = joined(one, root)
        return root

    def _put(self, level: int, at: int, hashed: bytes) -> None:
        self.tiles.setdefault((level, at // WIDTH), bytearray()).extend(hashed)


def joined(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def entries(folder: Path, size: int) -> Iterator[bytes]:
    """Give the bytes of the first ``size`` entries. Raises Refused where a file is missing, short or too long."""
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        path = tile_path(folder, "entries", number, width)
        bundle = read(path)
        at = 0
        for _ in range(width):
            length = int.from_bytes(bundle[at : at + 2], "big")
            body = bundle[at + 2 : at + 2 + length]
            if len(bundle) < at + 2 or len(body) != length:
                raise Refused(f"{path} is cut short.")
            yield body
            at += 2 + length
        if at != len(bundle):
            raise Refused(f"{path} holds more than its entries.")


def check_tiles(folder: Path, tree: Tree) -> None:
    """Hold the stored hashes against the tree: proofs are made of them."""
    for (level, number), hashes in tree.tiles.items():
        path = tile_path(folder, str(level), number, len(hashes) // 32)
        if read(path) != hashes:
            raise Refused(f"{path} does not fit the entries.")


def tile_path(folder: Path, level: str, number: int, width: int) -> Path:
    """Give where a tile lies."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    name = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return folder / "tile" / level / (name if width == WIDTH else f"{name}.p/{width}")


def read(path: Path) -> bytes:
    """Read a file. Raises Refused where it is missing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"{path} is missing.") from None


def facts(body: bytes) -> dict[str, object]:
    """Read an entry; nothing where it is none."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def read_key(given: str) -> Key:
    """Read ``name+number+key``, or the file of it. Raises Refused where it is no key of a ledger."""
    path = Path(given)
    text = path.read_text(encoding="utf-8") if len(given) < 200 and path.is_file() else given
    name, _, rest = text.strip().partition("+")
    told, _, encoded = rest.partition("+")
    body = decoded(encoded)
    number = hashlib.sha256(name.encode() + b"\n" + body).digest()[:4]
    if len(body) != 33 or body[0] != 1 or told != number.hex():
        raise Refused("The key is not that of a ledger: name, number and key with + between them.")
    return Key(name, number, body[1:])


def read_checkpoint(path: Path, key: Key) -> Seen:
    """Read a checkpoint that the key has signed. Raises Refused where it has not."""
    text, parting, below = read(path).decode().rpartition("\n\n")
    text += "\n"
    lines = [line.split(" ") for line in below.splitlines() if line.startswith("— ")]
    bodies = [decoded(words[2]) for words in lines if len(words) == 3 and words[1] == key.name]
    mine = [body[4:] for body in bodies if body[:4] == key.number]
    if not parting or not below.endswith("\n") or not mine or not any(signs(key, one, text.encode()) for one in mine):
        raise Refused(f"{path} is not signed by {key.name}.")
    origin, size, root, *_ = [*text.split("\n"), "", ""]
    if origin != key.name or not (size.isascii() and size.isdigit()) or len(decoded(root)) != 32:
        raise Refused(f"{path} is no checkpoint of {key.name}.")
    return Seen(int(size), decoded(root))


def signs(key: Key, signature: bytes, text: bytes) -> bool:
    """Say whether the key has signed the text."""
    verify: Callable[[bytes, bytes], None] = Ed25519PublicKey.from_public_bytes(key.public).verify
    try:
        verify(signature, text)
    except InvalidSignature:
        return False
    return True


def decoded(text: str) -> bytes:
    """Decode base64; nothing where it is none, or where another text stands for the same bytes."""
    try:
        body = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return body if base64.b64encode(body).decode() == text else b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
