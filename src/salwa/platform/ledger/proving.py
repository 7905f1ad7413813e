"""Platform, ledger: prove rows of record to somebody who has neither the log nor the database.

For each row its text, its blind and the entry that bound it last; for each entry its bytes and the way up to one signed
checkpoint. Only the blinds of these rows are told: nothing is learned of any other.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext

from salwa.kernel.ledger.notes import Checkpoint, Key, NoteRefused, opened
from salwa.kernel.ledger.rows import Form, blind_of, row_digest
from salwa.kernel.ledger.tiles import TileNodes
from salwa.kernel.ledger.tree import ProofRefused, inclusion_proof, leaf_hash, verify_inclusion
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger import forms, lists
from salwa.platform.ledger.binding import bindings_in, every, lists_in, name_of
from salwa.platform.ledger.inclusion import nodes_for
from salwa.platform.ledger.keeping import is_erased
from salwa.platform.models import Checkpoint as Stored
from salwa.platform.models import Entry

_ENTRIES: Final = """
SELECT e.id, e.body FROM platform_entry e
 WHERE e.id = ANY (ARRAY(SELECT b.entry FROM platform_bound b WHERE b.name = ANY (%s))) ORDER BY e.id
"""
_PLACES: Final = "SELECT s.entry, s.place FROM platform_sealed s WHERE s.entry = ANY (%s)"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row of record: its table, and its key as text (``123/2``)."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a row is bound last: when, by which entry, in which form, and the way up a list where it is in one."""

    at: int
    entry: int
    form: int
    digest: bytes
    proof: dict[str, Any] | None = None


def proved(
    rows: Iterable[Row], key: Key, *, countersigned: Sequence[str] = (), using: str = "default"
) -> dict[str, Any]:
    """Give rows with all that proves them, as an evidence bundle has it. Runs inside a reading.

    ``countersigned`` are checkpoints that witnesses have signed, the longest first: one that has all the entries is
    taken before the newest, which nobody outside has seen yet.

    Raises:
        NotFound: nothing is sealed yet.
        Conflict: a row is bound by no entry or does not fit its binding, or the log not its checkpoint.
    """
    with connections[using].cursor() as cursor:
        note = Stored.objects.using(using).order_by("-size").values_list("note", flat=True).first()
        if note is None:
            raise NotFound(gettext("Nothing is sealed yet. Seal with: salwa ledger seal"))
        cursor.execute("SELECT secret FROM platform_blind")
        prover = _Prover(cursor, bytes(cursor.fetchone()[0]))
        told = prover.rows(sorted(set(rows)))
        wanted = {one["entry"] for one in told}
        places = prover.places(wanted)
        note = _enough(countersigned, places) or note
        entries = list(prover.entries(note, key, wanted, places))
    erased = [one.pk for one in Entry.objects.using(using).filter(pk__in=prover.named) if is_erased(one)]
    return {
        "key": str(key),
        "checkpoint": note,
        "entries": entries,
        "forms": {form.fingerprint: _told(form) for form in prover.forms},
        "rows": told,
        "erased": sorted(erased),
    }


class _Prover:
    """Gathers rows and entries with their proofs."""

    def __init__(self, cursor: CursorWrapper, secret: bytes) -> None:
        self._cursor, self._secret = cursor, secret
        self.forms: dict[Form, None] = {}
        self.named: set[int] = set()

    def rows(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Give rows with what binds them. Raises Conflict where nothing binds one, or it is not as it was bound."""
        newest = self._newest(rows)
        texts = self._texts(newest)
        return [self._told(row, newest.get(row), texts.get(row)) for row in rows]

    def places(self, wanted: set[int]) -> dict[int, int]:
        """Give the places of sealed entries in the log."""
        self._cursor.execute(_PLACES, [list(wanted)])
        return dict(self._cursor.fetchall())

    def entries(self, note: str, key: Key, wanted: set[int], places: Mapping[int, int]) -> Iterator[dict[str, Any]]:
        """Give the bytes of entries and their ways up to the checkpoint. Raises Conflict where one does not fit."""
        bodies = dict(Entry.objects.using(self._cursor.db.alias).filter(pk__in=wanted).values_list("pk", "body"))
        nodes: TileNodes | None = None
        for number in sorted(wanted):
            try:
                signed: Checkpoint = opened(note, key)
                place, body = places[number], bytes(bodies[number])
                nodes = nodes or nodes_for(places.values(), signed.size, using=self._cursor.db.alias)
                proof = inclusion_proof(nodes, place, signed.size)
                verify_inclusion(leaf=leaf_hash(body), index=place, size=signed.size, proof=proof, root=signed.root)
                text = body.decode()
            except (KeyError, ValueError, NoteRefused, ProofRefused):
                detail = gettext("Entry %(entry)d is not sealed, or does not fit. See: salwa ledger verify")
                raise Conflict(detail % {"entry": number}) from None
            yield {"entry": number, "place": place, "body": text, "proof": [one.hex() for one in proof]}

    def _told(self, row: Row, found: _Found | None, text: str | None) -> dict[str, Any]:
        """Tell one row. Raises Conflict where it does not fit what was found of it."""
        blind = blind_of(self._secret, row.table, row.key)
        if found is None or text is None or row_digest(blind, text) != found.digest:
            detail = gettext(
                "%(row)s does not fit the ledger, and no evidence is given of it. See: salwa ledger verify"
            )
            raise Conflict(detail % {"row": f"{row.table} {row.key}"})
        form = forms.form_of(row.table, found.form)
        self.forms[form] = None
        self.named.add(found.entry)
        told = {"table": row.table, "key": row.key, "entry": found.entry, "form": form.fingerprint}
        return told | {"row": text, "blind": blind.hex()} | ({"list": found.proof} if found.proof else {})

    def _newest(self, rows: Sequence[Row]) -> dict[Row, _Found]:
        """Find the entry that bound each row last, among those that name it and those whose lists may hold it.

        Asked once for all rows: the lists of a register that was loaded whole are long, and each is read once.
        """
        names = {name_of(row.table, row.key) for row in rows} | {every(row.table) for row in rows}
        self._cursor.execute(_ENTRIES, [list(names)])
        wanted, newest = set(rows), dict[Row, _Found]()
        for entry, body in self._cursor.fetchall():
            facts = json.loads(bytes(body))
            named = ((Row(one.table, one.key), one) for one in bindings_in(facts))
            found = [(row, _Found(one.at, entry, one.form, one.digest)) for row, one in named if row in wanted]
            tables = {one.table for one in lists_in(facts)}
            found += _listed([row for row in rows if row.table in tables], entry, facts["at"])
            for row, one in found:
                if row not in newest or newest[row].at < one.at:
                    newest[row] = one
        return newest

    def _texts(self, newest: Mapping[Row, _Found]) -> dict[Row, str]:
        """Read the texts of rows in the forms in which they were bound, all of a form at once."""
        by_form: defaultdict[Form, list[list[int]]] = defaultdict(list)
        for row, found in newest.items():
            by_form[forms.form_of(row.table, found.form)].append([int(part) for part in row.key.split("/")])
        texts: dict[Row, str] = {}
        for form, keys in by_form.items():
            names = [f"k{at}" for at, _ in enumerate(form.key)]
            lists_of = ", ".join("%s::bigint[]" for _ in names)
            where = " AND ".join(f'r."{own}" = wanted.{name}' for own, name in zip(form.key, names, strict=True))
            self._cursor.execute(
                f'SELECT {forms.key_sql(form, "r")}, {forms.text_sql(form, "r")} FROM "{form.table}" r'  # noqa: S608 - our own names
                f" JOIN unnest({lists_of}) AS wanted ({', '.join(names)}) ON {where}",
                [list(column) for column in zip(*keys, strict=True)],
            )
            texts |= {Row(form.table, key): text for key, text in self._cursor.fetchall()}
        return texts


def _enough(notes: Sequence[str], places: Mapping[int, int]) -> str:
    """Give the first of some checkpoints that has all entries of these places; empty where none has."""
    needed = max(places.values(), default=0) + 1
    return next((note for note in notes if Checkpoint.parse(note).size >= needed), "")


def _listed(rows: Sequence[Row], entry: int, at: int) -> list[tuple[Row, _Found]]:
    """Find rows in the lists of an entry. A list that is gone or damaged has none: salwa ledger verify names it."""
    try:
        read = lists.read(entry) if rows else {}
    except (FileNotFoundError, ValueError):
        return []
    found = []
    for row in rows:
        listed = read.get(row.table)
        index = None if listed is None else listed.find([int(part) for part in row.key.split("/")])
        if listed is not None and index is not None:
            digest = bytes(listed.digests[32 * index : 32 * index + 32])
            path = [one.hex() for one in listed.tiles.proof(index)]
            found.append((row, _Found(at, entry, listed.form, digest, {"index": index, "proof": path})))
    return found


def _told(form: Form) -> dict[str, Any]:
    return {
        "table": form.table,
        "number": form.number,
        "keys": form.keys,
        "columns": [list(column) for column in form.columns],
    }
