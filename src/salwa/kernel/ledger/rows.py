"""Kernel, ledger: how a row of record is written down, hashed and bound to the entry that wrote it.

A form says which columns of a table are bound, in which order. A row in its form is a text, JSON on one line::

    ["registry_mark", "5c1f0a7e22d94b10", 123, 2, -1, 1, 0, 0, "SLD55123", "SLD55123"]

first the table, then the fingerprint of the form, then the columns. Its digest is the hash of a leaf (RFC 9162) over a
blind and the text, so that the digests of many rows make a tree with no further step. The blind hides what a row says
from whoever is given the log: without it nobody can try serial after serial.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final, NamedTuple, Self

from salwa.kernel.ledger.tiles import WIDTH, Place, TileNodes, over
from salwa.kernel.ledger.tree import HASH_BYTES, Frontier, inclusion_proof

SECRET_BYTES: Final = 32
GONE: Final = bytes(HASH_BYTES)
"""Stands for the digest of a row that was deleted."""
INLINE: Final = 64
"""Rows that an entry names itself; more than these stand in a list of their own, whose root the entry names."""
KINDS: Final = ("int", "text", "bool", "date", "uuid", "time", "bytes", "json", "decimal")
"""Kinds of columns. ``time`` is written as whole microseconds since 1970 (UTC), ``bytes`` in hexadecimal digits,
``json`` as the text that PostgreSQL gives of a jsonb, ``decimal`` as that of a number with a fraction, ``date`` and
``uuid`` as their usual text."""
Value = int | str | bool | None


@dataclass(frozen=True)
class Form:
    """Which columns of a table are bound, in which order. Frozen once it was used: a new column is a new form.

    ``columns`` are pairs of name and kind; the first ``keys`` of them are the table's key, whole numbers.
    """

    table: str
    number: int
    keys: int
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, table: str, number: int, keys: int, columns: str) -> Self:
        """Read a form as it is declared: ``"firearm_id:int ordinal:int text:text"``. Raises ValueError."""
        pairs = tuple((name, kind) for name, _, kind in (one.partition(":") for one in columns.split()))
        unknown = {kind for _, kind in pairs} - set(KINDS)
        if unknown or not 0 < keys <= len(pairs) or any(kind != "int" for _, kind in pairs[:keys]):
            raise ValueError(f"Form {number} of {table} cannot be read: its key is whole numbers, its kinds are known.")
        return cls(table, number, keys, pairs)

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that name the form by what it says."""
        said = f"{self.table}/{self.number}/{self.keys}\n" + " ".join(f"{name}:{kind}" for name, kind in self.columns)
        return sha256(said.encode()).hexdigest()[:16]

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that are the key."""
        return tuple(name for name, _ in self.columns[: self.keys])

    def text(self, values: Sequence[Value]) -> str:
        """Write a row down. Raises ValueError where it has not as many values as the form has columns."""
        if len(values) != len(self.columns):
            raise ValueError(f"A row of {self.table} has {len(self.columns)} columns in form {self.number}.")
        return json.dumps([self.table, self.fingerprint, *values], ensure_ascii=False)


class Binding(NamedTuple):
    """That a row was written: its table, the form, the key as text (``123/2``), its digest (GONE: it was deleted).

    ``at`` is the order in which rows were written: of two bindings of one key the greater holds.
    """

    table: str
    form: int
    key: str
    digest: bytes
    at: int


@dataclass(frozen=True, slots=True)
class RowList:
    """Many rows of one table that one entry wrote: their number, and the root of the tree over their digests.

    The digests stand in the order of the keys; ``first`` and ``last`` are the keys at both ends, as text.
    """

    table: str
    form: int
    count: int
    root: bytes
    first: str
    last: str
    at: int


def blind_of(secret: bytes, table: str, key: str) -> bytes:
    """Give what hides the row of this key; whoever has it can check the row, and no other. 32 bytes."""
    return sha256(secret + table.encode() + b"\x00" + key.encode()).digest()


def row_digest(blind: bytes, text: str) -> bytes:
    """Give the digest that binds a row: the hash of a leaf over its blind and its text."""
    return sha256(b"\x00" + blind + text.encode()).digest()


def row_digests(secret: bytes, table: str, keys: Sequence[bytes], texts: Sequence[bytes]) -> bytes:
    """Give the digests of many rows of a table, one after another; keys and texts are UTF-8."""
    prefix, hashed = secret + table.encode() + b"\x00", sha256
    return b"".join(
        [hashed(b"\x00" + hashed(prefix + key).digest() + text).digest() for key, text in zip(keys, texts, strict=True)]
    )


class ListTiles:
    """The tree over a list of digests, as tiles; ``levels`` are the hashes of each level, one after another."""

    def __init__(self, levels: Sequence[bytes | memoryview]) -> None:
        """Read from levels, as :func:`levels_of` gives them."""
        self._levels = levels

    def tile(self, place: Place) -> bytes:
        """Give the hashes of a tile. Raises KeyError where there is none."""
        if place.level >= len(self._levels):
            raise KeyError(place)
        start = place.number * WIDTH * HASH_BYTES
        found = bytes(self._levels[place.level][start : start + WIDTH * HASH_BYTES])
        if not found:
            raise KeyError(place)
        return found

    @property
    def count(self) -> int:
        """How many digests there are."""
        return len(self._levels[0]) // HASH_BYTES

    def root(self) -> bytes:
        """Give the root of the tree."""
        return Frontier.of(TileNodes(self), self.count).root()

    def proof(self, index: int) -> list[bytes]:
        """Prove that the digest at ``index`` is in the tree."""
        return inclusion_proof(TileNodes(self), index, self.count)


def levels_of(digests: bytes) -> list[bytes]:
    """Give the levels of tiles over a list of digests: the list itself, and the hashes of all full tiles above."""
    levels, whole = [digests], WIDTH * HASH_BYTES
    while len(levels[-1]) >= whole:
        below = levels[-1]
        levels.append(b"".join([over(below[at : at + whole]) for at in range(0, len(below) - whole + 1, whole)]))
    return levels


def list_root(digests: bytes) -> bytes:
    """Give the root of the tree over a list of digests."""
    return ListTiles(levels_of(digests)).root()
