"""Small registers for the tests of identification, and what brute force says of them."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from salwa.kernel.identification.building import arrays_of, encoded
from salwa.kernel.identification.delta import Delta
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.layout import RECORD_SCHEMA, Arrays
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.marks.folding import plain

Row = dict[str, object]


def row(record: int, serial: str, **fields: int) -> Row:
    """One row: ``serial`` as written in the register."""
    return {"record": record, "role": 0, "serial": plain(serial), "verbatim": serial} | fields


def batch(rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows in the columns of a segment; what a row does not say is 0."""
    return pa.RecordBatch.from_pylist(
        [{name: one.get(name, 0) for name in RECORD_SCHEMA.names} for one in rows], schema=RECORD_SCHEMA
    )


def numbered(serials: Sequence[str], **fields: int) -> pa.RecordBatch:
    """Records 1, 2, 3, … with these serials and all the same other fields."""
    return batch([row(number, serial, **fields) for number, serial in enumerate(serials, 1)])


def arrays(serials: Sequence[str]) -> Arrays:
    """The arrays of records 1, 2, 3, … with these serials."""
    held = encoded(numbered(serials))
    return arrays_of(held.words, held.rows)[0]


def index(*rows: Row) -> Index:
    """An index over these rows alone."""
    delta = Delta()
    delta.put(batch(rows))
    return Index([], delta)


def asked(serial: str, *, make: int = 0, model: int = 0, calibre: int = 0) -> Evidence:
    """A question with one serial and perhaps a make, a model and a calibre."""
    return Evidence(
        serials=(SerialText(serial),),
        makes=(Weighted(make),) if make else (),
        models=(Weighted(model),) if model else (),
        calibres=(Weighted(calibre),) if calibre else (),
    )


def one_edit(text: str, alphabet: str) -> Iterator[str]:
    """Every text one replaced, inserted, dropped or exchanged character away, and ``text`` itself."""
    yield text
    for i in range(len(text) + 1):
        for character in alphabet:
            yield text[:i] + character + text[i:]
            if i < len(text):
                yield text[:i] + character + text[i + 1 :]
    for i in range(len(text)):
        yield text[:i] + text[i + 1 :]
        yield text[:i] + text[i + 1 : i + 2] + text[i] + text[i + 2 :]


def filled(text: str, alphabet: str) -> Iterator[str]:
    """Every text that an unreadable one may be."""
    if "?" not in text:
        yield text
        return
    at = text.index("?")
    for character in alphabet:
        yield from filled(text[:at] + character + text[at + 1 :], alphabet)


def within(text: str, edits: int, alphabet: str) -> set[str]:
    """Every text that ``text`` may stand for within ``edits``."""
    texts = set(filled(text, alphabet))
    for _ in range(edits):
        texts = {other for one in texts for other in one_edit(one, alphabet)}
    return texts
