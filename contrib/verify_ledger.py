#!/usr/bin/env python3
"""Check an exported ledger of Salwa, or evidence about one firearm, with no database and without Salwa.

    python3 verify_ledger.py FOLDER --key KEY [--against CHECKPOINT …] [--entry NUMBER] [--witness KEY … [--quorum N]]
    python3 verify_ledger.py EVIDENCE.json --key KEY [--witness KEY … [--quorum N]]

FOLDER is what `salwa ledger export` wrote, EVIDENCE.json what `salwa evidence` wrote. KEY is the line that
`salwa ledger key` printed, or a file with it: take it from the node itself, and not from the folder or the evidence.
CHECKPOINT is a file that you were given earlier: the ledger is held against it, so that no other past can be shown to
you now. With --witness the checkpoint must bear the countersignatures of these, or of at least N of them.

Evidence is good where each of its entries leads to the signed root, each row has the digest that its entry names, and
each told fact is what a row of this firearm says. It shows that these rows were written by these entries. It shows
neither that nothing else was recorded, nor that no later entry wrote one of them again: for that, ask for the whole
ledger. What one of its entries set right or withdrew is told, or the evidence is refused. What is printed is read from
the rows. The sentences in the file (`what`, `when`, names of kinds, of makes and of persons' roles), and to whom, why
and when it was given, are the giver's words, which nothing proves.

It needs Python 3.11 or later and the package `cryptography`. The tree is that of RFC 9162, the checkpoint a signed note
and the files tiles after C2SP. Exit code 0: all is as it was signed; 1: something does not fit; 2: the question cannot
be understood.
"""

import argparse
import base64
import binascii
import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WIDTH = 256
SIGNER, WITNESS = 1, 4
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What happened, by the number in a row (Salwa, kernel/lifecycle).
EVENTS = dict(
    enumerate(
        [
            *["manufacture", "proof", "marking", "import", "transit", "export", "registration", "transfer", "sale"],
            *["licence", "storage", "loss", "theft", "find", "seizure", "surrender", "evidence", "forfeiture"],
            *["retention", "conversion", "deactivation", "reactivation", "repair", "dismantling", "destruction"],
            *["correction", "stated by source", "inheritance", "temporary import", "loan", "return", "reassembly"],
        ],
        1,
    )
)
EVENTS |= {40: "component exchanged", 41: "component removed", 42: "component fitted", 43: "identity ended"}
# What each part of the told is about: its table, and the columns of which one names a firearm of the evidence.
PARTS = {
    "firearm": ("registry_firearm", ("id",)),
    "components": ("registry_component", ("firearm_id",)),
    "marks": ("registry_mark", ("firearm_id",)),
    "history": ("registry_event", ("firearm_id",)),
    "moves": ("registry_fitting", ("of_id", "firearm_id")),
    "succession": ("registry_succession", ("earlier_id", "later_id")),
    "corrections": ("registry_fact_correction", ("firearm_id",)),
    "remarks": ("registry_remark", ("firearm_id",)),
    "merged": ("registry_merge", ("survivor_id", "absorbed_id")),
}
# Which other rows belong to a row: by a column of it, or by the same key.
LINKS = {
    "registry_firearm": [("source_id", "registry_source")],
    "registry_mark": [("inscription_id", "registry_inscription"), ("", "registry_withdrawal")],
    "registry_event": [
        *[("place_id", "registry_place"), ("stated_id", "registry_statement"), ("holder_id", "registry_holder")],
        *[("", "registry_event_detail"), ("", "registry_certificate")],
    ],
    "registry_event_detail": [("giver_id", "registry_holder")],
    "registry_holder": [
        *[("agency_id", "identity_agency"), ("", "registry_legal_person"), ("", "registry_person_identity")],
    ],
}
# Texts that are told as a row has them, by table and column.
TEXTS = {
    "place": ("registry_place", "text"),
    "heading": ("registry_remark", "heading"),
    **{name: ("registry_event_detail", name) for name in ("reference", "consignment", "permit", "until")},
}

Facts = dict[str, Any]
Said = dict[tuple[str, str], Any]
DAMAGE = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


class Refused(Exception):
    """Something does not fit, in words."""


class Key(NamedTuple):
    """A ledger's public key."""

    name: str
    number: bytes
    public: bytes


class Case(NamedTuple):
    """What is held against what is told: the rows by name, the told firearms' records, and the ledger's name."""

    rows: dict[str, Facts]
    records: dict[int, str]
    ledger: str


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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        key = read_key(given.key)
        witnesses = read_witnesses(given.witness, key)
        quorum = len(witnesses) if given.quorum is None else given.quorum
        if given.quorum is not None and not 0 < quorum <= len(witnesses):
            raise Refused(f"{quorum} witnesses are asked for, and {len(witnesses)} are named.")
        if given.folder.is_file() and (given.against or given.entry is not None):
            raise Refused("Evidence is of one checkpoint: --against and --entry are for the folder of a whole ledger.")
        earlier = {path: read_checkpoint(path, key) for path in given.against}
    except (Refused, OSError, ValueError) as error:
        print(plain(str(error)), file=sys.stderr)
        return 2
    try:
        if given.folder.is_file():
            lines = checked_evidence(given.folder, key, witnesses, quorum)
        else:
            check_witnesses(read(given.folder / "checkpoint").decode(), witnesses, quorum)
            lines = checked(given.folder, key, earlier, given.entry).split("\n")
    except (Refused, OSError, ValueError) as error:
        print(plain(str(error)), file=sys.stderr)
        return 1
    print("\n".join(map(plain, lines)))
    return 0


def plain(text: str) -> str:
    """Give a line as a terminal can show it: what would steer the terminal, or turn the text round, by its number."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


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


def checked_evidence(path: Path, key: Key, witnesses: list[Key], quorum: int) -> list[str]:
    """Check evidence about a firearm; say what it shows. Raises Refused where something does not fit, naming it."""
    data = read(path)
    if data.startswith(b"%PDF"):
        raise Refused(f"{path} is the paper. Save evidence.json from its attachments, and check that.")
    try:
        bundle = json.loads(data, object_pairs_hook=once)
        if bundle["format"] != "salwa-evidence/1":
            raise Refused(f"{path} is no evidence of Salwa.")
        note, told = bundle["checkpoint"], bundle["told"]
        now = opened(note, key, str(path))
        check_witnesses(note, witnesses, quorum)
        bodies = {one["entry"]: entry_of(one, now) for one in bundle["entries"]}
        newest = newest_of(bodies)
        rows = once(
            (f"{one['table']} {one['key']}", row_of(one, bundle["forms"], bodies, newest)) for one in bundle["rows"]
        )
        check_not_withheld(bodies, rows)
        lines = list(told_facts(told, rows, key.name))
        given = f"Given, as it says itself, to {bundle['given_to']} on {bundle['made_at'][:10]}."
    except DAMAGE as error:
        raise Refused(f"{path} is damaged, or no evidence of Salwa: {type(error).__name__} {error}.") from None
    seen = f"{len(rows)} rows and {len(bodies)} entries are as {key.name} signed them ({now.size} entries then)."
    return [f"Evidence about {told['record']}.", given, *lines, seen]


def once(pairs: Iterable[tuple[str, Any]]) -> Facts:
    """Make an object of pairs. Raises ValueError where a name comes twice, so that two readers see two things."""
    found: Facts = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name} stands there twice")
        found[name] = value
    return found


def entry_of(told: Facts, now: Seen) -> Facts:
    """Hold an entry against the root; give what it says."""
    body = told["body"].encode()
    leaf = hashlib.sha256(b"\x00" + body).digest()
    proof = [bytes.fromhex(one) for one in told["proof"]]
    said = facts(body)
    if said.get("entry") != told["entry"] or climbed(leaf, told["place"], now.size, proof) != now.root:
        raise Refused(f"Entry {told['entry']} was changed: it does not lead to the signed root.")
    return said


def newest_of(bodies: dict[int, Facts]) -> dict[tuple[str, str], tuple[int, int]]:
    """Give, of each row that entries name by themselves, when it was written last, and by which of them."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for number, entry in bodies.items():
        for table, _, key, _ in named(entry):
            found[table, key] = max(found.get((table, key), (0, 0)), (entry["at"], number))
    return found


def row_of(
    told: Facts, forms: Facts, bodies: dict[int, Facts], newest: dict[tuple[str, str], tuple[int, int]]
) -> Facts:
    """Hold a row against the entry that bound it; give its columns by name."""
    name = f"{told['table']} {told['key']}"
    form, entry = forms[told["form"]], bodies[told["entry"]]
    blind = bytes.fromhex(told["blind"])
    digest = hashlib.sha256(b"\x00" + blind + told["row"].encode()).digest()
    if len(blind) != 32 or fingerprint(form) != told["form"] or form["table"] != told["table"]:
        raise Refused(f"{name} was changed: its form is not the one that it names.")
    if not is_bound(told, digest, form["number"], entry):
        raise Refused(f"{name} was changed: entry {told['entry']} does not name it so.")
    at, number = newest.get((told["table"], told["key"]), (0, 0))
    if at > entry["at"]:
        raise Refused(f"{name} is an older one: entry {number} wrote it again.")
    table, mark, *values = json.loads(told["row"])
    columns = dict(zip([column for column, _ in form["columns"]], values, strict=True))
    key = "/".join(str(columns[column]) for column, _ in form["columns"][: form["keys"]])
    if (table, mark, key) != (told["table"], told["form"], told["key"]):
        raise Refused(f"{name} is another row: {table} {key}.")
    return columns


def check_not_withheld(bodies: dict[int, Facts], rows: dict[str, Facts]) -> None:
    """See that what an entry took back is told with what it wrote instead. Raises Refused where it is left out."""
    for number, entry in bodies.items():
        for table, _, key, _ in named(entry):
            is_told_of = table == "registry_fact_correction"
            is_told_of |= table == "registry_withdrawal" and f"registry_mark {key}" in rows
            if is_told_of and f"{table} {key}" not in rows:
                raise Refused(f"{table} {key} is left out: entry {number} wrote it with what is told here.")


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


def told_facts(told: Facts, rows: dict[str, Facts], ledger: str) -> Iterator[str]:
    """Hold every told fact against its row, and its row against the firearm; give the lines of the life."""
    case = Case(rows, {rows[one["facts"][0][0]]["id"]: one["record"] for one in told["firearm"]}, ledger)
    if told["record"] not in case.records.values():
        raise Refused(f"What is told of is not {told['record']}.")
    for part in PARTS:
        for one in told[part]:
            said = said_of(part, one, case)
            if any(said[where] != one[text] for text, where in TEXTS.items() if text in one):
                raise Refused(f"What is told under {part} is in no row of it: {one.get('text', one.get('place'))!r}.")
            if any(said["registry_certificate", name] != value for name, value in one.get("certificate", {}).items()):
                raise Refused("What is told of a certificate is in no row of it.")
            yield from LINES[part](one, said, case)


def said_of(part: str, told: Facts, case: Case) -> Said:
    """Hold the facts of one told thing against their rows; give all that these rows say, by table and column."""
    said: Said = {}
    main, (table, columns) = told["facts"][0][0], PARTS[part]
    belong = {main} if main.partition(" ")[0] == table else set()
    for name, column, value in told["facts"]:
        if name not in case.rows or column not in case.rows[name]:
            raise Refused(f"Nothing shows what is told of {name}: {column}.")
        row, (of, _, key) = case.rows[name], name.partition(" ")
        if type(row[column]) is not type(value) or row[column] != value:
            raise Refused(f"{name} says {column} {row[column]!r}, and {value!r} is told of it.")
        if of == "registry_mark_measure" and f"registry_mark {row['firearm_id']}/{row['ordinal']}" == main:
            belong.add(name)
        if name not in belong:
            raise Refused(f"What {name} says is told under {part} of another thing.")
        belong |= {f"{to} {row[by] if by else key}" for by, to in LINKS.get(of, ())}
        said |= {(of, other): what for other, what in row.items()}
    if not any(said[table, column] in case.records for column in columns):
        raise Refused(f"{main} is of another firearm than those that are told of.")
    return said


def firearm_lines(told: Facts, said: Said, case: Case) -> Iterator[str]:
    """Hold the record's public number against the number in its row and the State of the ledger."""
    state, number = told["record"][:2], 0
    for letter in told["record"][3:14].replace("-", ""):
        number = 32 * number + LETTERS.index(letter)
    if number != said["registry_firearm", "number"] or case.ledger.split("/")[1] != state:
        raise Refused(f"What is told of {told['record']} is of another record.")
    yield f"  record {told['record']}, firearm {said['registry_firearm', 'id']}"


def mark_lines(told: Facts, said: Said, _case: Case) -> Iterator[str]:
    """Hold the text of a mark against its row, and whether it was withdrawn."""
    text = said["registry_mark", "text"] or said["registry_inscription", "text"]
    gone = ("registry_withdrawal", "entry_id") in said
    if (told["text"], told["withdrawn"]) != (text, gone):
        raise Refused(f"What is told under marks is in no row of it: {told['text']!r}.")
    yield f"  mark of firearm {said['registry_mark', 'firearm_id']}: {text}" + (" (withdrawn)" if gone else "")


def correction_lines(_told: Facts, said: Said, _case: Case) -> Iterator[str]:
    """Say which fact of the firearm was set right, as the row says it."""
    row = {column: value for (table, column), value in said.items() if table == "registry_fact_correction"}
    facts = ("make", "model", "calibre", "type", "country", "year")
    yield f"  {facts[row['fact'] - 1]} of firearm {row['firearm_id']} set right: {row['before']} to {row['after']}"


def remark_lines(told: Facts, said: Said, _case: Case) -> Iterator[str]:
    """Hold the text of a remark against its row."""
    if told["text"] != said["registry_remark", "text"]:
        raise Refused(f"What is told under remarks is in no row of it: {told['text']!r}.")
    yield from ()


def event_lines(told: Facts, said: Said, case: Case) -> Iterator[str]:
    """Say what happened, and who held the firearm then, as the rows say it."""
    event = {column: value for (table, column), value in said.items() if table == "registry_event"}
    if told["entry"] != event["entry_id"]:
        raise Refused(f"What is told of entry {told['entry']} is another entry's.")
    holders = [holder_of(told, "holder", event["holder_id"], case)]
    holders += [holder_of(told, "giver", said.get(("registry_event_detail", "giver_id")), case)]
    first, last = event["happened_from"], event["happened_to"]
    when = first if first == last else f"{first or 'unknown'} to {last or 'unknown'}"
    stated, place = said.get(("registry_statement", "text"), ""), said.get(("registry_place", "text"), "")
    what = EVENTS.get(event["kind"], f"kind {event['kind']}") + (f" {event['corrects']}" if event["corrects"] else "")
    number = f"{event['firearm_id']}/{event['ordinal']}"
    yield f"  {number} {when or 'date not known'}: {', '.join(filter(None, (what, stated, place, *holders)))}"


def holder_of(told: Facts, role: str, number: int | None, case: Case) -> str:
    """Give a holder as the rows name it; hold against that how it is told, unless a person is left unnamed."""
    holder = case.rows.get(f"registry_holder {number}")
    if holder is None:
        if role in told:
            raise Refused(f"What is told of a {role} is in no row of it: {told[role]!r}.")
        return ""
    company, person = (case.rows.get(f"registry_{kind} {number}") for kind in ("legal_person", "person_identity"))
    if holder["agency_id"] is not None:
        name = case.rows[f"identity_agency {holder['agency_id']}"]["name"]
    elif company is not None:
        name = company["name"]
    elif person is not None:
        name = f"{person['family_name']}, {person['given_names']}".strip(", ")
    else:
        return f"{role} not named"
    if told.get(role) != name:
        raise Refused(f"What is told of a {role} is in no row of it: {told.get(role)!r}.")
    return f"{role} {name}"


def no_lines(_told: Facts, _said: Said, _case: Case) -> Iterator[str]:
    """Say nothing more of what is told."""
    yield from ()


LINES: dict[str, Callable[[Facts, Said, Case], Iterator[str]]] = dict.fromkeys(PARTS, no_lines)
LINES |= {"firearm": firearm_lines, "marks": mark_lines, "history": event_lines, "remarks": remark_lines}
LINES |= {"corrections": correction_lines}


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


def read_witnesses(given: list[str], ledger: Key) -> list[Key]:
    """Read the keys of witnesses, each once. Raises Refused where one is none, or the ledger's own."""
    found = {key.public: key for key in (read_key(one, kind=WITNESS) for one in given)}
    if ledger.public in found:
        raise Refused("A ledger is no witness of itself.")
    return list(found.values())


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
    if origin != key.name or not (size.isascii() and size.isdigit() and len(size) < 20) or len(decoded(root)) != 32:
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
