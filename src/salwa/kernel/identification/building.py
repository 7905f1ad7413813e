"""Kernel, identification: build the arrays of a segment from rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from salwa.kernel.identification.codes import (
    BASE,
    PER_WORD,
    POWERS,
    U64,
    WORDS,
    Bytes,
    encode,
    mixed,
    pack,
    unpack,
)
from salwa.kernel.identification.compiled import compiled_with_arrays, inlined
from salwa.kernel.identification.layout import MOST_SERIALS, RECORD_SCHEMA, U32, Arrays, shaped
from salwa.kernel.marks.folding import LONGEST

KEYS_A_BUCKET: Final = 4
FEWEST_BITS: Final = 6
MOST_BITS: Final = 24


@dataclass(frozen=True, slots=True)
class Encoded:
    """Rows in words: words (n, 3), rows (n, 4), and verbatim texts, empty where they are the plain text."""

    words: U64
    rows: U64
    verbatim: pa.StringArray


@inlined
def first_at_least(column: U32 | U64, wanted: np.uint32 | np.uint64) -> int:
    """Give the index of the first value of the sorted ``column`` that is not below ``wanted``."""
    low, high = 0, len(column)
    while low < high:
        middle = (low + high) >> 1
        if column[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def codes_at(arrays: Arrays, at: int, codes: Bytes) -> int:
    """Write the codes of distinct serial ``at`` and give their number."""
    word = arrays.words[at]
    length = unpack(word, codes, 0)
    if word & np.uint64(1):
        k = first_at_least(arrays.long_at, np.uint32(at))
        length = unpack(arrays.long_words[k, 0], codes, length)
        if length == 2 * PER_WORD:
            length = unpack(arrays.long_words[k, 1], codes, length)
    return length


@compiled_with_arrays
def _backward_words(arrays: Arrays, out: U64) -> None:
    codes = np.zeros(LONGEST, dtype=np.uint8)
    turned = np.zeros(LONGEST, dtype=np.uint8)
    for at in range(len(arrays.words)):
        length = codes_at(arrays, at, codes)
        for i in range(length):
            turned[i] = codes[length - 1 - i]
        out[at] = pack(turned, 0, length)


@compiled_with_arrays
def _count_keys(arrays: Arrays) -> int:
    codes = np.zeros(LONGEST, dtype=np.uint8)
    total = 0
    for at in range(len(arrays.words)):
        length = codes_at(arrays, at, codes)
        total += 1
        for i in range(length):
            if i == 0 or codes[i] != codes[i - 1]:
                total += 1
    return total


@compiled_with_arrays
def _fill_keys(arrays: Arrays, keys: U64) -> None:
    codes = np.zeros(LONGEST, dtype=np.uint8)
    slot = 0
    for at in range(len(arrays.words)):
        length = codes_at(arrays, at, codes)
        whole = np.uint64(0)
        for i in range(length):
            whole = whole * BASE + np.uint64(codes[i])
        keys[slot] = mixed(whole) | np.uint64(at)
        slot += 1
        before = np.uint64(0)
        for i in range(length):
            code = np.uint64(codes[i])
            if i == 0 or codes[i] != codes[i - 1]:
                power = POWERS[length - 1 - i]
                rest = whole - (before * BASE + code) * power
                keys[slot] = mixed(before * power + rest) | np.uint64(at)
                slot += 1
            before = before * BASE + code


@compiled_with_arrays
def _fill_buckets(keys: U64, bits: int, buckets: U32) -> None:
    shift = np.uint64(64 - bits)
    at = 0
    for bucket in range(len(buckets) - 1):
        while at < len(keys) and (keys[at] >> shift) < np.uint64(bucket):
            at += 1
        buckets[bucket] = at
    buckets[len(buckets) - 1] = len(keys)


def bucket_bits(count: int) -> int:
    """Give how many upper bits of the hash the bucket table of ``count`` keys resolves."""
    return min(MOST_BITS, max(FEWEST_BITS, (max(count, 1) // KEYS_A_BUCKET).bit_length()))


def _text_buffers(serials: pa.StringArray) -> tuple[NDArray[np.int64], Bytes]:
    if serials.null_count:
        serials = serials.fill_null("")
    _, offsets, data = serials.buffers()
    count = len(serials)
    where = np.frombuffer(offsets, dtype=np.int32, count=count + 1 + serials.offset)[serials.offset :]
    body = np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, dtype=np.uint8)
    return where.astype(np.int64), body


def _column(batch: pa.RecordBatch, name: str) -> U64:
    column = batch.column(name)
    if column.null_count:
        column = column.fill_null(0)
    values = column.to_numpy(zero_copy_only=False).astype(np.int64)
    if name != "record" and len(values) and (values.min() < 0 or values.max() > 0xFFFF):
        raise ValueError(f"column {name}: a code must lie between 0 and 65535, not {values.min()} to {values.max()}")
    out: U64 = values.astype(np.uint64)
    return out


def encoded(batch: pa.RecordBatch) -> Encoded:
    """Encode a batch of :data:`RECORD_SCHEMA`; rows with an empty serial are left out.

    Errors: ``ValueError`` for a missing column or a code that does not fit.
    """
    batch = batch.select(RECORD_SCHEMA.names).cast(RECORD_SCHEMA)
    count = batch.num_rows
    words = np.zeros((count, WORDS), dtype=np.uint64)
    rows = np.zeros((count, 4), dtype=np.uint64)
    offsets, data = _text_buffers(batch.column("serial"))
    encode(offsets, data, words, rows[:, 1])
    rows[:, 0] = batch.column("record").to_numpy(zero_copy_only=False)
    for place, name in ((0, "make"), (16, "model"), (32, "calibre"), (48, "type"), (56, "role")):
        rows[:, 2] |= _column(batch, name) << np.uint64(place)
    for place, name in ((0, "country"), (16, "year"), (32, "import_country"), (48, "import_year")):
        rows[:, 3] |= _column(batch, name) << np.uint64(place)
    same = pc.equal(batch.column("verbatim"), batch.column("serial")).fill_null(True)
    written = pc.if_else(same, "", batch.column("verbatim"))
    kept = words[:, 0] != 0
    if not kept.all():
        words, rows, written = words[kept], rows[kept], written.filter(pa.array(kept))
    return Encoded(words, rows, written)


def _order(words: U64, records: U64) -> NDArray[np.int64]:
    if not (words[:, 0] & np.uint64(1)).any():
        return np.argsort(words[:, 0], kind="stable")
    return np.lexsort((records, words[:, 2], words[:, 1], words[:, 0]))


def arrays_of(words: U64, rows: U64) -> tuple[Arrays, NDArray[np.int64]]:
    """Build the arrays from words (n, 3) and rows (n, 4); give them with the order in which the rows now stand.

    Errors: ``ValueError`` where there are more distinct serials than one segment may hold.
    """
    order = _order(words, rows[:, 0])
    words = words[order]
    first = np.ones(len(words), dtype=bool)
    first[1:] = words[1:, 0] != words[:-1, 0]
    if (words[:, 0] & np.uint64(1)).any():
        first[1:] |= (words[1:, 1:] != words[:-1, 1:]).any(axis=1)
    starts = np.append(np.flatnonzero(first), len(words)).astype(np.uint32)
    words = words[first]
    if len(words) > MOST_SERIALS:
        raise ValueError(f"{len(words)} distinct serials; a segment holds {MOST_SERIALS} at most: write several")
    is_long = (words[:, 0] & np.uint64(1)) != 0
    nothing = np.zeros(0, dtype=np.uint64)
    table = Arrays(
        np.ascontiguousarray(words[:, 0]),
        np.flatnonzero(is_long).astype(np.uint32),
        np.ascontiguousarray(words[is_long, 1:]),
        starts,
        rows[order],
        nothing,
        np.zeros(0, dtype=np.uint32),
        nothing,
        np.zeros(0, dtype=np.uint32),
    )
    del words
    return _indexed(_read_only(table)), order


def _read_only(table: Arrays) -> Arrays:
    return Arrays(*(shaped(name, array) for name, array in table._asdict().items()))


def _indexed(table: Arrays) -> Arrays:
    backward = np.zeros(len(table.words), dtype=np.uint64)
    _backward_words(table, backward)
    backward_at = np.argsort(backward, kind="stable").astype(np.uint32)
    backward = backward[backward_at]
    keys = np.zeros(_count_keys(table), dtype=np.uint64)
    _fill_keys(table, keys)
    keys.sort()
    buckets = np.zeros(2 ** bucket_bits(len(keys)) + 1, dtype=np.uint32)
    _fill_buckets(keys, bucket_bits(len(keys)), buckets)
    return _read_only(table._replace(keys=keys, buckets=buckets, backward=backward, backward_at=backward_at))


def joined(parts: Iterable[Encoded]) -> Encoded:
    """Join encoded batches, in order."""
    held = list(parts)
    if not held:
        return Encoded(np.zeros((0, WORDS), np.uint64), np.zeros((0, 4), np.uint64), pa.array([], pa.string()))
    return Encoded(
        np.concatenate([one.words for one in held]),
        np.concatenate([one.rows for one in held]),
        pa.concat_arrays([one.verbatim for one in held]),
    )
