"""Platform, ledger: all that the log says of the rows of a table, the last of each key."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from salwa.kernel.ledger.hashing import Slices
from salwa.kernel.ledger.reading import MOST_PARTS, Said, Tables
from salwa.kernel.ledger.rows import Binding, RowList
from salwa.kernel.ledger.tree import HASH_BYTES
from salwa.platform.ledger import forms
from salwa.platform.ledger.binding import bindings_in, lists_in

Numbers = npt.NDArray[np.int64]
Names = npt.NDArray[np.bytes_]
"""Keys as bytes that stand in the order of the keys: eight for each part."""
_SIGN = np.int64(-(2**63))


def names_of(keys: npt.NDArray[np.int64]) -> Names:
    """Give keys, a row for each, as bytes in the same order."""
    parts = keys.shape[1]
    flipped = np.ascontiguousarray((keys ^ _SIGN).astype(">i8"))
    return flipped.view(f"S{8 * parts}").reshape(-1)


@dataclass(slots=True)
class Table:
    """What the log says of one table: rows by name, column by column, and lists with the entries that name them."""

    parts: int
    keys: "array[int]" = field(default_factory=lambda: array("q"))
    entries: "array[int]" = field(default_factory=lambda: array("q"))
    ats: "array[int]" = field(default_factory=lambda: array("q"))
    forms: "array[int]" = field(default_factory=lambda: array("q"))
    digests: bytearray = field(default_factory=bytearray)
    lists: list[tuple[int, RowList]] = field(default_factory=list)

    def add(self, entry: int, row: Binding) -> None:
        """Take a row. Raises ValueError where its key is none of this table, or its digest none."""
        parts = row.key.split("/")
        if len(parts) != self.parts or len(row.digest) != HASH_BYTES:
            raise ValueError(f"{row.key} is no key of {row.table}.")
        self.keys.extend(map(int, parts))
        self.entries.append(entry)
        self.ats.append(row.at)
        self.forms.append(row.form)
        self.digests += row.digest

    def extend(self, entries: Numbers, said: Said) -> None:
        """Take rows that were read at once, each said by the entry beside it."""
        self.keys.frombytes(said.keys[:, : self.parts].tobytes())
        self.entries.frombytes(entries.tobytes())
        self.ats.frombytes(said.ats.tobytes())
        self.forms.frombytes(said.forms.tobytes())
        self.digests += said.digests.tobytes()


@dataclass(frozen=True, slots=True)
class Expected:
    """What rows must be: in the order of their names, each name once, all columns side by side."""

    names: Names
    entries: npt.NDArray[np.int64]
    forms: npt.NDArray[np.int64]
    digests: Names

    @classmethod
    def newest(
        cls,
        names: Names,
        ats: npt.NDArray[np.int64],
        entries: npt.NDArray[np.int64],
        forms: npt.NDArray[np.int64],
        digests: Names,
    ) -> "Expected":
        """Keep of each name what was written last."""
        order = np.lexsort((ats, names))
        names = names[order]
        last = np.ones(len(names), dtype=bool)
        last[:-1] = names[1:] != names[:-1]
        kept = order[last]
        return cls(names[last], entries[kept], forms[kept], digests[kept])


class Bindings:
    """What the log says, by table."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.tables: dict[str, Table] = {}

    def take(self, entry: int, facts: dict[str, Any]) -> None:
        """Take what an entry's bytes say. Raises ValueError, TypeError or KeyError where they cannot be read."""
        for row in bindings_in(facts):
            table = self.tables.get(row.table)
            if table is None:
                table = self.tables[row.table] = Table(row.key.count("/") + 1)
            table.add(entry, row)
        for listed in lists_in(facts):
            table = self.tables.setdefault(listed.table, Table(listed.first.count("/") + 1))
            table.lists.append((entry, listed))

    def known(self) -> Tables:
        """Give the tables of which many entries can be read at once."""
        parts = {name: form.keys for name, form in forms.bound().items() if form.keys <= MOST_PARTS}
        parts |= {name: self.tables[name].parts for name in parts.keys() & self.tables.keys()}
        return Tables(Slices.of([name.encode() for name in parts]), np.array(list(parts.values()), dtype=np.int64))

    def take_all(self, numbers: Numbers, said: Said, tables: Tables) -> None:
        """Take rows that were read out of many entries; ``numbers`` are those of the entries."""
        for at in np.unique(said.tables).tolist():
            name = bytes(tables.names.octets[tables.names.begins[at] : tables.names.ends[at]]).decode()
            table = self.tables.setdefault(name, Table(int(tables.parts[at])))
            rows = np.flatnonzero(said.tables == at)
            table.extend(numbers[said.entries[rows]], said.of(rows))


def digest_array(digests: bytes | bytearray | memoryview) -> Names:
    """Give digests, one after another, as an array."""
    return np.frombuffer(digests, dtype=f"S{HASH_BYTES}")


def key_texts(names: Names) -> Iterator[str]:
    """Give back the keys, as text, of names."""
    return ("/".join(map(str, key)) for key in keys_of(names).tolist())


def keys_of(names: Names) -> npt.NDArray[np.int64]:
    """Give back the keys of names, a row for each."""
    width = names.dtype.itemsize // 8
    return np.frombuffer(names.tobytes(), dtype=">i8").astype(np.int64).reshape(-1, width) ^ _SIGN
