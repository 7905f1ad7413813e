"""Platform, ledger: prove rows of record to somebody who has neither the log nor the database.

For each row its text, its blind and the entry that bound it last; for each entry its bytes and the way up to one signed
checkpoint. Only the blinds of these rows are told: nothing is learned of any other.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
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
SELECT e.id, e.body FROM platform_bound b JOIN platform_entry e ON e.id = b.entry WHERE b.name = ANY (%s) ORDER BY e.id
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
        told = [prover.row(row) for row in sorted(set(rows))]
        wanted = {one["entry"] for one in told}
        note = prover.enough(countersigned, wanted) or note
        entries = list(prover.entries(note, key, wanted))
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
        self._lists: dict[int, dict[str, lists.Listed]] = {}

    def row(self, row: Row) -> dict[str, Any]:
        """Give one row with what binds it. Raises Conflict where nothing does, or it is not as it was bound."""
        found = self._newest(row)
        form = forms.form_of(row.table, found.form) if found else None
        text = self._text(form, row.key) if form else None
        blind = blind_of(self._secret, row.table, row.key)
        if found is None or form is None or text is None or row_digest(blind, text) != found.digest:
            detail = gettext(
                "%(row)s does not fit the ledger, and no evidence is given of it. See: salwa ledger verify"
            )
            raise Conflict(detail % {"row": f"{row.table} {row.key}"})
        self.forms[form] = None
        self.named.add(found.entry)
        told = {"table": row.table, "key": row.key, "entry": found.entry, "form": form.fingerprint}
        return told | {"row": text, "blind": blind.hex()} | ({"list": found.proof} if found.proof else {})

    def enough(self, notes: Sequence[str], wanted: set[int]) -> str:
        """Give the first of some checkpoints that has all wanted entries; empty where none has."""
        self._cursor.execute(_PLACES, [list(wanted)])
        needed = max((place for _, place in self._cursor.fetchall()), default=0) + 1
        return next((note for note in notes if Checkpoint.parse(note).size >= needed), "")

    def entries(self, note: str, key: Key, wanted: set[int]) -> Iterator[dict[str, Any]]:
        """Give the bytes of entries and their ways up to the checkpoint. Raises Conflict where one does not fit."""
        self._cursor.execute(_PLACES, [list(wanted)])
        places = dict(self._cursor.fetchall())
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

    def _newest(self, row: Row) -> _Found | None:
        """Find the entry that bound a row last, among those that name it and those whose lists may hold it."""
        self._cursor.execute(_ENTRIES, [[name_of(row.table, row.key), every(row.table)]])
        found: list[_Found] = []
        for entry, body in self._cursor.fetchall():
            facts = json.loads(bytes(body))
            found += [
                _Found(one.at, entry, one.form, one.digest)
                for one in bindings_in(facts)
                if (one.table, one.key) == (row.table, row.key)
            ]
            if any(one.table == row.table for one in lists_in(facts)):
                found += self._listed(row, entry, facts["at"])
        return max(found, key=lambda one: one.at, default=None)

    def _listed(self, row: Row, entry: int, at: int) -> list[_Found]:
        try:
            # Once for all rows: the list of an import of a million firearms takes a second to read.
            listed = (self._lists.get(entry) or self._lists.setdefault(entry, lists.read(entry)))[row.table]
        except (FileNotFoundError, ValueError, KeyError):
            return []
        index = listed.find([int(part) for part in row.key.split("/")])
        if index is None:
            return []
        digest = bytes(listed.digests[32 * index : 32 * index + 32])
        path = [one.hex() for one in listed.tiles.proof(index)]
        return [_Found(at, entry, listed.form, digest, {"index": index, "proof": path})]

    def _text(self, form: Form, key: str) -> str | None:
        where = " AND ".join(f'r."{name}" = %s' for name in form.key)
        text = f'SELECT {forms.text_sql(form, "r")} FROM "{form.table}" r WHERE {where}'  # noqa: S608 - our own names
        self._cursor.execute(text, [int(part) for part in key.split("/")])
        row = self._cursor.fetchone()
        return row[0] if row else None


def _told(form: Form) -> dict[str, Any]:
    return {
        "table": form.table,
        "number": form.number,
        "keys": form.keys,
        "columns": [list(column) for column in form.columns],
    }
