"""Platform, ledger: lists of many bound rows, beside the database: what an entry names by a root only.

One file for an entry, ``ledger/rows/ENTRY.rows`` in the home. Its first line is JSON and says which lists follow, each
with its keys, column by column, and the digests with the hashes of all full tiles above them. The file proves nothing
by itself: the root in the entry says whether it is the one. Without it altered rows of that entry are still found, but
not all named (docs/adr/0008-the-ledger.md).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from salwa.kernel.ledger.rows import ListTiles, RowList, levels_of
from salwa.kernel.ledger.tree import HASH_BYTES
from salwa.platform import home as homes
from salwa.platform.ledger.files import write_whole

Keys = npt.NDArray[np.int64]
"""Keys of rows, a row for each and a column for each part."""
_WIDTHS: Final = (np.int16, np.int32, np.int64)
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table that an action wrote: their keys, and their digests one after another, in any order.

    ``levels`` are those of the tree over the digests, where they are in order and somebody has computed it.
    """

    table: str
    form: int
    keys: Keys
    digests: bytes
    levels: Sequence[bytes] = ()

    def in_order(self) -> "Batch":
        """Give the same rows in the order of their keys."""
        columns = tuple(self.keys[:, part] for part in reversed(range(self.keys.shape[1])))
        order = np.lexsort(columns)
        if (order[1:] > order[:-1]).all():
            return self
        digests = np.frombuffer(self.digests, dtype=f"V{HASH_BYTES}")[order].tobytes()
        return Batch(self.table, self.form, self.keys[order], digests)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read: keys and digests in order, and the tree over them."""

    table: str
    form: int
    keys: Keys
    tiles: ListTiles
    digests: bytes | memoryview

    def find(self, key: Sequence[int]) -> int | None:
        """Give where a key stands in the list, None where it does not."""
        first, last = 0, len(self.keys)
        for part, wanted in enumerate(key):
            column = self.keys[first:last, part]
            first, last = first + int(column.searchsorted(wanted)), first + int(column.searchsorted(wanted, "right"))
        return first if first < last else None


def key_text(key: Sequence[int]) -> str:
    """Write a key down."""
    return "/".join(map(str, key))


def write(entry: int, at: int, batches: Sequence[Batch]) -> list[RowList]:
    """Write the lists of an entry, through to the disk; give what the entry says of them."""
    said, head, parts = [], [], []
    for batch in map(Batch.in_order, batches):
        levels = batch.levels or levels_of(batch.digests)
        columns = [_narrow(batch.keys[:, part]) for part in range(batch.keys.shape[1])]
        sizes = [column.nbytes for column in columns]
        head.append(
            {
                "table": batch.table,
                "form": batch.form,
                "count": len(batch.keys),
                "keys": [size // len(batch.keys) for size in sizes],
                "levels": [len(level) for level in levels],
            }
        )
        parts += [*(column.tobytes() for column in columns), *levels]
        first, last = (key_text(batch.keys[edge].tolist()) for edge in (0, -1))
        root = ListTiles(levels).root()
        said.append(RowList(batch.table, batch.form, len(batch.keys), root, first, last, at))
    line = json.dumps({"version": _VERSION, "entry": entry, "lists": head}) + "\n"
    path = path_of(entry)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, b"".join([line.encode(), *parts]), mode=0o600)
    return said


def path_of(entry: int) -> Path:
    """Give the file of an entry's lists."""
    return homes.current().path / "ledger" / "rows" / f"{entry}.rows"


def read(entry: int) -> dict[str, Listed]:
    """Read the lists of an entry by table. Raises FileNotFoundError; ValueError where the file is damaged."""
    path = path_of(entry)
    with path.open("rb") as file:
        head = json.loads(file.readline())
        start = file.tell()
    whole = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))[start:]  # type: ignore[arg-type]  # it is one
    try:
        return _lists(head, whole)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is damaged.") from error


def _lists(head: dict[str, Any], whole: memoryview) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    at = 0
    for one in head["lists"]:
        count, columns, levels = one["count"], [], []
        for width in one["keys"]:
            column = np.frombuffer(whole[at : at + width * count], dtype=f"<i{width}").astype(np.int64)
            if len(column) != count:
                raise ValueError("The list is cut short.")
            columns.append(column)
            at += width * count
        for size in one["levels"]:
            levels.append(whole[at : at + size])
            at += size
        if len(levels[0]) != count * HASH_BYTES:
            raise ValueError("The list is cut short.")
        found[one["table"]] = Listed(one["table"], one["form"], np.stack(columns, 1), ListTiles(levels), levels[0])
    return found


def _narrow(column: Keys) -> npt.NDArray[np.signedinteger[Any]]:
    """Give the column in as few bytes as hold it."""
    for width in _WIDTHS:
        limits = np.iinfo(width)
        if limits.min <= column.min() and column.max() <= limits.max:
            return column.astype(f"<i{np.dtype(width).itemsize}")
    raise AssertionError("A key is longer than 64 bits.")
