"""Tracing, matching, ¶29, ¶67: ten thousand to a million recovered firearms against the register, on all cores.

The policy is asked once. Worker processes read marks and search segments, and know nothing of the database; records
that the actor may not open are masked here, before anything is written.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from salwa.contexts.registry import public as registry
from salwa.contexts.tracing import wording
from salwa.contexts.tracing.matches import SCHEMA, writing
from salwa.contexts.tracing.questions import read_questions
from salwa.kernel.identification.match import match as matched
from salwa.kernel.identification.model import Role, Verdict
from salwa.kernel.marks import sentences
from salwa.kernel.marks.folding import plain
from salwa.kernel.marks.model import Written
from salwa.kernel.marks.months import is_like_date
from salwa.kernel.marks.serial_column import shown
from salwa.kernel.marks.spreadsheets import lost
from salwa.platform.actor import Actor
from salwa.platform.reading import reading

_TOLD: Final = ("record", "ask", "external_id", "serial", "part_serial", "status")
"""Columns of what the actor may know of a record."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What was matched: questions by verdict, and how many of them hold a number that a spreadsheet destroyed."""

    verdicts: Counter[str]
    destroyed: int = 0

    @property
    def questions(self) -> int:
        """Questions answered."""
        return self.verdicts.total()


def match(
    actor: Actor,
    source: Path,
    target: Path,
    *,
    limit: int = 3,
    edits: int = 2,
    progress: Callable[[int], None] | None = None,
) -> Matched:
    """Match the questions of a checked file ``source`` and write their answers to ``target``, in the file's order.

    ``target`` has the columns of :data:`~salwa.contexts.tracing.matches.SCHEMA`, as CSV where its name ends in .csv,
    else as Parquet; it appears under its name when it is whole. ``edits`` 1 looks only for records one edit or
    illegible character away: where more could change the answer, ``complete`` is false and the verdict never
    ``no_record``. ``progress`` is told the questions answered since the last time.

    Raises:
        NotAllowed: the actor opens no records.
        NotReady: the index is not whole.
    """
    verdicts: Counter[str] = Counter()
    asides = _Asides()
    part = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="salwa-match-") as scratch:
        with reading(actor):
            index = registry.index_files(actor, Path(scratch))
        try:
            with writing(part, target.suffix.lower()) as write:
                asked = asides.heard(read_questions(source))
                for found in matched(index.folders, asked, fresh=index.fresh, limit=limit, edits=edits):
                    first = [verdict for verdict, rank in _pairs(found) if rank <= 1]
                    verdicts.update(first)
                    write(_told(actor, found, asides.beside(found)))
                    if progress is not None:
                        progress(len(first))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return Matched(verdicts, asides.count)


class _Asides:
    """What is to be said beside the answers: kept from when a question is handed out until its answer comes back.

    ``count``: questions with a number that a spreadsheet destroyed.
    """

    def __init__(self) -> None:
        self._notes: dict[int, str] = {}
        self._answered = 0
        self.count = 0

    def heard(self, asked: Iterable[Written]) -> Iterator[Written]:
        """Hand on the questions, and remember the notes on those that a spreadsheet destroyed."""
        for place, written in enumerate(asked):
            texts = [text for text in (written.serial, written.marks) if text]
            destroyed = [
                (text, found) for text, found in zip(texts, map(lost, texts), strict=True) if found is not None
            ]
            doubtful = [(text, sentences.LIKE_DATE) for text in texts if is_like_date(text) and lost(text) is None]
            if told := [*destroyed, *doubtful]:
                self._notes[place] = " ".join(wording.said(found.told(text=shown(text))) for text, found in told)
            self.count += bool(destroyed)
            yield written

    def beside(self, found: pa.RecordBatch) -> list[str | None]:
        """Give the note of each row of the next batch of answers, None where there is none."""
        told: list[str | None] = []
        for rank in found.column("rank").to_pylist():
            self._answered += rank <= 1
            told.append(self._notes.get(self._answered - 1))
        for place in [place for place in self._notes if place < self._answered]:
            del self._notes[place]
        return told


def _pairs(found: pa.RecordBatch) -> Iterator[tuple[str, int]]:
    return zip(found.column("verdict").to_pylist(), found.column("rank").to_pylist(), strict=True)


def _told(actor: Actor, found: pa.RecordBatch, notes: list[str | None]) -> pa.RecordBatch:
    """Name the records that the actor may open, and mask the others."""
    records = found.column("record").to_pylist()
    serials = found.column("serial").to_pylist()
    of_part = [role == Role.COMPONENT_SERIAL for role in found.column("role").to_pylist()]
    with reading(actor):
        names = registry.named(actor, {record for record in records if record is not None})
        own = registry.own_serials(actor, {record for record, part in zip(records, of_part, strict=True) if part})
    told: dict[str, list[str | None]] = {name: [] for name in _TOLD}
    for record, serial, part in zip(records, serials, of_part, strict=True):
        name = names[record].found_by(serial or "") if record is not None else None
        is_shown = name is not None and name.record is not None
        told["record"].append(name.record if name is not None and is_shown else None)
        told["ask"].append(name.ask or None if name is not None else None)
        told["external_id"].append(name.external_id or None if name is not None and is_shown else None)
        told["status"].append(name.status.name.lower() if name is not None and is_shown else None)
        serial_of_part = serial if is_shown and part else None
        told["part_serial"].append(serial_of_part)
        told["serial"].append((plain(own.get(record, "")) or None) if serial_of_part else serial if is_shown else None)
    columns = {"query_id": found.column("query"), **told, "note": notes}
    rest = ("verdict", "rank", "probability", "not_in_register", "equals", "complete")
    columns |= {name: found.column(name) for name in rest}
    is_silent = pc.and_(pc.equal(found.column("verdict"), str(Verdict.INSUFFICIENT)), pc.equal(found.column("rank"), 0))
    columns["not_in_register"] = pc.if_else(is_silent, pa.scalar(None, pa.float64()), found.column("not_in_register"))
    return pa.RecordBatch.from_arrays([pa.array(columns[field.name], field.type) for field in SCHEMA], schema=SCHEMA)
