"""Kernel, identification: many questions as one Arrow batch, and as the arrays that a sweep reads."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from salwa.kernel.identification.alignment import Floats
from salwa.kernel.identification.codes import CODE_OF, VARIANT_OF, Bytes
from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Evidence
from salwa.kernel.identification.usable import texts_of
from salwa.kernel.identification.weighing import meanings_of

TEXTS: Final = pa.list_(pa.struct([("text", pa.string()), ("weight", pa.float64())]))
MEANT: Final = pa.list_(pa.struct([("code", pa.int64()), ("weight", pa.float64())]))
QUESTION_SCHEMA: Final = pa.schema([("query", pa.string()), ("serials", TEXTS), *[(name, MEANT) for name in FIELDS]])
"""One question a row: its serials as plain texts, and what each field may mean, each with a weight."""


class Many(NamedTuple):
    """Questions laid flat.

    codes, variants: one byte a character of all texts; text_at: (texts + 1,) where each begins; query_of: (texts,);
    weight: (texts,); meant_at: (8, questions + 1) where the meanings of each question begin in row f of meant_codes and
    meant_weights, which are (8, longest).
    """

    codes: Bytes
    variants: Bytes
    text_at: NDArray[np.int64]
    query_of: NDArray[np.int64]
    weight: Floats
    meant_at: NDArray[np.int64]
    meant_codes: NDArray[np.int64]
    meant_weights: Floats


def questions(asked: Iterable[tuple[str, Evidence]]) -> pa.RecordBatch:
    """Give (query id, evidence) pairs as a batch of :data:`QUESTION_SCHEMA`."""
    queries: list[str] = []
    texts: list[list[tuple[str, float]]] = []
    meant: dict[str, list[list[tuple[int, float]]]] = {name: [] for name in FIELDS}
    for query, evidence in asked:
        queries.append(query)
        texts.append([(text.plain, text.weight) for text in texts_of(evidence.serials)])
        meanings = meanings_of(evidence)
        for name, column in meant.items():
            column.append([(one.code, one.weight) for one in meanings.get(name, ())])
    columns = [pa.array(queries, pa.string()), _lists(texts, TEXTS)]
    columns += [_lists(column, MEANT) for column in meant.values()]
    return pa.RecordBatch.from_arrays(columns, schema=QUESTION_SCHEMA)


def _lists(column: Sequence[Sequence[tuple[Any, float]]], kind: pa.ListType) -> pa.ListArray:
    offsets = np.zeros(len(column) + 1, dtype=np.int32)
    offsets[1:] = np.cumsum([len(one) for one in column])
    flat = [pair for one in column for pair in one]
    what, weight = kind.value_type.field(0), kind.value_type.field(1)
    values = pa.StructArray.from_arrays(
        [pa.array([pair[0] for pair in flat], what.type), pa.array([pair[1] for pair in flat], weight.type)],
        fields=[what, weight],
    )
    return pa.ListArray.from_arrays(pa.array(offsets), values, type=kind)


def many_of(batch: pa.RecordBatch) -> Many:
    """Lay a batch of :data:`QUESTION_SCHEMA` flat. Errors: ``KeyError`` for a missing column."""
    serials = batch.column("serials")
    counts = serials.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    flat = serials.flatten()
    plain = flat.field("text").to_pylist()
    body = np.frombuffer("".join(plain).encode("ascii"), dtype=np.uint8)
    text_at = np.zeros(len(plain) + 1, dtype=np.int64)
    text_at[1:] = np.cumsum([len(one) for one in plain])
    columns = [batch.column(name) for name in FIELDS]
    longest = max(1, *(len(column.flatten()) for column in columns))
    meant_at = np.zeros((len(FIELDS), batch.num_rows + 1), dtype=np.int64)
    meant_codes = np.zeros((len(FIELDS), longest), dtype=np.int64)
    meant_weights = np.zeros((len(FIELDS), longest))
    for at, column in enumerate(columns):
        meant_at[at, 1:] = np.cumsum(column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False))
        values = column.flatten()
        meant_codes[at, : len(values)] = values.field("code").to_numpy(zero_copy_only=False)
        meant_weights[at, : len(values)] = values.field("weight").to_numpy(zero_copy_only=False)
    return Many(
        CODE_OF[body],
        VARIANT_OF[body],
        text_at,
        np.repeat(np.arange(batch.num_rows, dtype=np.int64), counts),
        flat.field("weight").to_numpy(zero_copy_only=False).astype(np.float64),
        meant_at,
        meant_codes,
        meant_weights,
    )
