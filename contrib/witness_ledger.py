#!/usr/bin/env python3
"""Countersign the checkpoints of a ledger of Salwa, without Salwa: for a notary, an auditor, a court.

    python3 witness_ledger.py key KEYFILE --name NAME
    python3 witness_ledger.py sign REQUEST --own KEYFILE --ledger KEY --seen FILE

`key` makes a key of your own under a NAME such as notary.example, and prints the public key to hand out. `sign` reads
what the ledger's keeper wrote (`salwa ledger checkpoint --since`), and prints it countersigned, if the ledger goes on
from what stands in FILE: what you countersigned last. FILE is made at the first time; keep it, and the key, safe.

It needs Python 3.11 or later and the package `cryptography`. The formats are C2SP signed-note, tlog-cosignature and the
request of tlog-witness; the proof is that of RFC 9162. Exit code 0: countersigned; 1: the past was changed, or it does
not go on; 2: the request cannot be understood.
"""

import argparse
import base64
import binascii
import hashlib
import os
import sys
import time
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNER, WITNESS = 1, 4


class Refused(Exception):
    """Nothing is signed; why, in words, and the exit code."""

    def __init__(self, why: str, code: int = 2) -> None:
        """Take the words and the code."""
        super().__init__(why)
        self.code = code


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(description="Countersign the checkpoints of a ledger.")
    does = parser.add_subparsers(dest="does", required=True)
    making = does.add_parser("key", help="make a key of your own")
    making.add_argument("file", type=Path)
    making.add_argument("--name", required=True, help="the name under which you countersign, without spaces")
    signing = does.add_parser("sign", help="countersign a checkpoint")
    signing.add_argument("request", type=Path)
    signing.add_argument("--own", type=Path, required=True, help="the file of your own key")
    signing.add_argument("--ledger", required=True, help="the ledger's public key, got by a way that you trust")
    signing.add_argument("--seen", type=Path, required=True, help="what you countersigned last; made at the first time")
    given = parser.parse_args(arguments)
    try:
        if given.does == "key":
            print(made(given.file, given.name))
        else:
            print(countersigned(given.request, given.own, given.ledger, given.seen), end="")
    except Refused as error:
        print(error, file=sys.stderr)
        return error.code
    except (OSError, ValueError) as error:
        print(f"This cannot be read: {error}", file=sys.stderr)
        return 2
    return 0


def made(path: Path, name: str) -> str:
    """Make a key; give the public one as it is handed out. Raises Refused where the name cannot be one."""
    if not name or set(name) & set(" +\n\t") or not name.isprintable():
        raise Refused("A name has no spaces and no plus sign.")
    private = Ed25519PrivateKey.generate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{name}\n{private.private_bytes_raw().hex()}\n")
    return handed_out(name, WITNESS, private.public_key().public_bytes_raw())


def countersigned(request: Path, own: Path, ledger: str, seen: Path) -> str:
    """Give the checkpoint of a request with the countersignature; keep it as the last that was seen."""
    head, _, note = request.read_text(encoding="utf-8").partition("\n\n")
    first, *lines = head.split("\n")
    proof = [decoded(line) for line in lines]
    word, _, old = first.partition(" ")
    if word != "old" or not (old.isascii() and old.isdigit()) or not all(len(one) == 32 for one in proof):
        raise Refused("This is no request to a witness.")
    text, size, root = opened(note, ledger)
    last_size, last_root = 0, b""
    if seen.exists():
        _, last_size, last_root = opened(seen.read_text(encoding="utf-8"), ledger)
    if int(old) != last_size:
        raise Refused(f"You have seen {last_size} entries of this ledger; ask for a request since {last_size}.", 1)
    if last_size and not goes_on(last_size, size, last_root, root, proof):
        raise Refused("The ledger does not go on from what you saw of it: its past was changed.", 1)
    name, secret = own.read_text(encoding="utf-8").split()
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    now = int(time.time())
    number = number_of(name, WITNESS, private.public_key().public_bytes_raw())
    signature = private.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
    body = base64.b64encode(number + now.to_bytes(8, "big") + signature).decode()
    done = f"{note}— {name} {body}\n"
    unfinished = seen.with_name(f".{seen.name}.new")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(done)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(seen)
    return done


def opened(note: str, ledger: str) -> tuple[str, int, bytes]:
    """Give text, size and root of a checkpoint. Raises Refused where the ledger's key has not signed it."""
    name, _, rest = ledger.strip().partition("+")
    told, _, encoded = rest.partition("+")
    key = decoded(encoded)
    if len(key) != 33 or key[0] != SIGNER or number_of(name, SIGNER, key[1:]).hex() != told:
        raise Refused("The key is not that of a ledger: name, number and key with + between them.")
    text, parting, below = note.rpartition("\n\n")
    text += "\n"
    lines = [line.split(" ") for line in below.splitlines()]
    bodies = [decoded(words[2]) for words in lines if len(words) == 3 and words[:2] == ["—", name]]
    mine = [body[4:] for body in bodies if body[:4].hex() == told]
    if not parting or not any(signs(key[1:], one, text.encode()) for one in mine):
        raise Refused(f"The checkpoint is not signed by {name}.")
    origin, size, root, *_ = [*text.split("\n"), "", ""]
    if origin != name or not (size.isascii() and size.isdigit() and len(size) < 20) or len(decoded(root)) != 32:
        raise Refused(f"This is no checkpoint of {name}.")
    return text, int(size), decoded(root)


def goes_on(old: int, new: int, before: bytes, after: bytes, proof: list[bytes]) -> bool:
    """Say whether a proof shows that the log goes on from its first ``old`` entries (RFC 9162, 2.1.4.2)."""
    if old > new or (old == new and proof):
        return False
    if old == new:
        return before == after
    path = [before, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    low = high = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            low, high = joined(beside, low), joined(beside, high)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            high = joined(high, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and low == before and high == after


def joined(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def handed_out(name: str, kind: int, public: bytes) -> str:
    """Give a public key as it is handed out: name, number and key."""
    encoded = base64.b64encode(bytes([kind]) + public).decode()
    return f"{name}+{number_of(name, kind, public).hex()}+{encoded}"


def number_of(name: str, kind: int, public: bytes) -> bytes:
    """Give the four bytes by which a signature names its key."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def signs(public: bytes, signature: bytes, text: bytes) -> bool:
    """Say whether a key has signed the text."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def decoded(text: str) -> bytes:
    """Decode base64; nothing where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
