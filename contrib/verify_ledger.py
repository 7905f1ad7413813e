#!/usr/bin/env python3
"""Check an exported ledger of Salwa, or evidence about one firearm, with no database and without Salwa.

    python3 verify_ledger.py FOLDER --key KEY [--against CHECKPOINT …] [--entry NUMBER] [--witness KEY … [--quorum N]]
    python3 verify_ledger.py EVIDENCE.json --key KEY [--witness KEY … [--quorum N]]

FOLDER is what `salwa ledger export` wrote, EVIDENCE.json what `salwa evidence` wrote. KEY is the line that
`salwa ledger key` printed, or a file with it: take it from the node itself, and not from the folder or the evidence.
CHECKPOINT is a file that you were given earlier: the ledger is held against it, so that no other past can be shown to
you now. With --witness the checkpoint must bear the countersignatures of these, or of at least N of them.

Evidence is good where each of its entries leads to the signed root, each row has the digest that its entry names, and
each told fact is what its row says. It shows that what is told was recorded, when, and not changed since. It does not
show that nothing else was recorded.

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
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256
SIGNER, WITNESS = 1, 4


Facts = dict[str, Any]


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
    parser.add_argument("folder", type=Path, help="what `salwa ledger export` wrote, or evidence about a firearm")
    parser.add_argument("--key", required=True, help="the ledger's public key, or a file with it")
    parser.add_argument("--against", type=Path, action="append", default=[], help="a checkpoint given to you earlier")
    parser.add_argument("--entry", type=int, help="print the entry of this number, as it was sealed")
    parser.add_argument("--witness", action="append", default=[], help="the public key of a witness, or its file")
    parser.add_argument("--quorum", type=int, help="how many of the witnesses must have signed; all where not said")
    given = parser.parse_args(arguments)
    try:
        key = read_key(given.key)
        witnesses = [read_key(one, kind=WITNESS) for one in given.witness]
        earlier = {path: read_checkpoint(path, key) for path in given.against}
    except (Refused, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        quorum = len(witnesses) if given.quorum is None else given.quorum
        if given.folder.is_file():
            print(checked_evidence(given.folder, key, witnesses, quorum))
        else:
            check_witnesses(read(given.folder / "checkpoint").decode(), witnesses, quorum)
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


def checked_evidence(path: Path, key: Key, witnesses: list[Key], quorum: int) -> str:
    """Check evidence about a firearm; say what it shows. Raises Refused where something does not fit, naming it."""
    bundle = facts(read(path))
    if bundle.get("format") != "salwa-evidence/1":
        raise Refused(f"{path} is no evidence of Salwa.")
    try:
        note = bundle["checkpoint"]
        now = opened(note, key, str(path))
        check_witnesses(note, witnesses, quorum)
        bodies = {one["entry"]: entry_of(one, now) for one in bundle["entries"]}
        rows = {f"{one['table']} {one['key']}": row_of(one, bundle["forms"], bodies) for one in bundle["rows"]}
        lines = list(told_facts(bundle["told"], rows))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Refused(f"{path} is damaged: {type(error).__name__} {error}.") from None
    head = f"Evidence about {bundle['told']['record']}, given to {bundle['given_to']} on {bundle['made_at'][:10]}."
    seen = f"{len(rows)} rows and {len(bodies)} entries are as {key.name} signed them ({now.size} entries then)."
    return "\n".join([head, *lines, seen])


def entry_of(told: Facts, now: Seen) -> Facts:
    """Hold an entry against the root; give what it says."""
    body = told["body"].encode()
    leaf = hashlib.sha256(b"\x00" + body).digest()
    proof = [bytes.fromhex(one) for one in told["proof"]]
    said = facts(body)
    if said.get("entry") != told["entry"] or climbed(leaf, told["place"], now.size, proof) != now.root:
        raise Refused(f"Entry {told['entry']} was changed: it does not lead to the signed root.")
    return said


def row_of(told: Facts, forms: Facts, bodies: dict[int, Facts]) -> Facts:
    """Hold a row against the entry that bound it; give its columns by name."""
    name = f"{told['table']} {told['key']}"
    form, entry = forms[told["form"]], bodies[told["entry"]]
    digest = hashlib.sha256(b"\x00" + bytes.fromhex(told["blind"]) + told["row"].encode()).digest()
    if fingerprint(form) != told["form"] or form["table"] != told["table"]:
        raise Refused(f"{name} was changed: its form is not the one that it names.")
    if not is_bound(told, digest, form["number"], entry):
        raise Refused(f"{name} was changed: entry {told['entry']} does not name it so.")
    for other in bodies.values():
        again = any([one[0], one[2]] == [told["table"], told["key"]] for one in named(other))
        if again and other["at"] > entry["at"]:
            raise Refused(f"{name} is an older one: entry {other['entry']} wrote it again.")
    table, mark, *values = json.loads(told["row"])
    columns = dict(zip([column for column, _ in form["columns"]], values, strict=True))
    key = "/".join(str(columns[column]) for column, _ in form["columns"][: form["keys"]])
    if (table, mark, key) != (told["table"], told["form"], told["key"]):
        raise Refused(f"{name} is another row: {table} {key}.")
    return columns


def is_bound(told: Facts, digest: bytes, number: int, entry: Facts) -> bool:
    """Say whether an entry names a row with this digest, by itself or by the root of a list."""
    if "list" not in told:
        return [told["table"], number, told["key"], digest.hex()] in named(entry)
    proof = [bytes.fromhex(one) for one in told["list"]["proof"]]
    for table, form, count, root, *_ in entry.get("lists", ()):
        if (table, form) == (told["table"], number):
            return climbed(digest, told["list"]["index"], count, proof).hex() == str(root)
    return False


def named(entry: Facts) -> list[Any]:
    """Give the rows that an entry names by itself."""
    rows = entry.get("rows", [])
    return rows if isinstance(rows, list) else []


def told_facts(told: Facts, rows: dict[str, Facts]) -> Iterator[str]:
    """Hold every told fact against its row; give the lines of the life."""
    texts = ("text", "place", "heading", "reference", "consignment", "permit", "until")
    for part in ("firearm", "components", "marks", "history", "moves", "succession", "remarks", "merged"):
        for one in told[part]:
            values = set()
            for name, column, value in one["facts"]:
                if name not in rows or column not in rows[name]:
                    raise Refused(f"Nothing shows what is told of {name}: {column}.")
                if type(rows[name][column]) is not type(value) or rows[name][column] != value:
                    raise Refused(f"{name} says {column} {rows[name][column]!r}, and {value!r} is told of it.")
                values.add(value)
            if any(one[text] not in values for text in texts if text in one):
                raise Refused(f"What is told under {part} is in no row: {one.get('text', one.get('place'))!r}.")
            if any(said not in values for said in one.get("certificate", {}).values()):
                raise Refused("What is told of a certificate is in no row.")
            if part == "history":
                if one["entry"] not in values:
                    raise Refused(f"What is told of entry {one['entry']} is another entry's.")
                yield f"  {one['when']}: {one['what']}" + (f", {one['place']}" if "place" in one else "")


def fingerprint(form: Facts) -> str:
    """Give the name of a form, which follows from what it says."""
    columns = " ".join(f"{name}:{kind}" for name, kind in form["columns"])
    said = f"{form['table']}/{form['number']}/{form['keys']}\n{columns}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def climbed(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """Follow a proof from a leaf to the root (RFC 9162, 2.1.3.2); nothing where it is too long or too short."""
    at, last = index, size - 1
    if not 0 <= at <= last:
        return b""
    for beside in proof:
        if last == 0:
            return b""
        if at & 1 or at == last:
            leaf = joined(beside, leaf)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            leaf = joined(leaf, beside)
        at, last = at >> 1, last >> 1
    return leaf if last == 0 else b""


def check_witnesses(note: str, witnesses: list[Key], quorum: int) -> None:
    """Hold a checkpoint against its witnesses. Raises Refused where fewer than ``quorum`` have countersigned it."""
    text, bodies = parted(note)
    missing = []
    for one in witnesses:
        mine = [body for name, body in bodies if name == one.name and body[:4] == one.number and len(body) == 76]
        seen = [f"cosignature/v1\ntime {int.from_bytes(body[4:12], 'big')}\n{text}".encode() for body in mine]
        if not any(signs(one, body[12:], said) for body, said in zip(mine, seen, strict=True)):
            missing.append(one.name)
    if len(witnesses) - len(missing) < quorum:
        raise Refused(f"The checkpoint is not countersigned by {', '.join(missing)}.")


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


def facts(body: bytes) -> Facts:
    """Read an entry; nothing where it is none."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def read_key(given: str, kind: int = SIGNER) -> Key:
    """Read ``name+number+key``, or the file of it. Raises Refused where it is no key of that kind."""
    path = Path(given)
    text = path.read_text(encoding="utf-8") if len(given) < 200 and path.is_file() else given
    name, _, rest = text.strip().partition("+")
    told, _, encoded = rest.partition("+")
    body = decoded(encoded)
    number = hashlib.sha256(name.encode() + b"\n" + body).digest()[:4]
    if len(body) != 33 or body[0] != kind or told != number.hex():
        raise Refused("The key is not that of a ledger, or of a witness: name, number and key with + between them.")
    return Key(name, number, body[1:])


def read_checkpoint(path: Path, key: Key) -> Seen:
    """Read a checkpoint that the key has signed. Raises Refused where it has not."""
    return opened(read(path).decode(), key, str(path))


def opened(note: str, key: Key, place: str) -> Seen:
    """Read a checkpoint that stands in ``place``. Raises Refused where the key has not signed it."""
    text, bodies = parted(note)
    mine = [body[4:] for name, body in bodies if name == key.name and body[:4] == key.number]
    if not mine or not any(signs(key, one, text.encode()) for one in mine):
        raise Refused(f"The checkpoint in {place} is not signed by {key.name}.")
    origin, size, root, *_ = [*text.split("\n"), "", ""]
    if origin != key.name or not (size.isascii() and size.isdigit()) or len(decoded(root)) != 32:
        raise Refused(f"The checkpoint in {place} is none of {key.name}.")
    return Seen(int(size), decoded(root))


def parted(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Part a note into its text and its signatures, each with its name; no signatures where it is none."""
    text, parting, below = note.rpartition("\n\n")
    lines = [line.split(" ") for line in below.splitlines() if line.startswith("— ")]
    if not parting or not below.endswith("\n"):
        lines = []
    return f"{text}\n", [(words[1], decoded(words[2])) for words in lines if len(words) == 3]


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
