"""Registry, import, reading: comma-, semicolon-, tab- or bar-separated text, block by block."""

import codecs
import csv
import io
import mmap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from salwa.contexts.registry.importing.reading.encoding import find
from salwa.contexts.registry.importing.reading.records import Cut, cut, read_slowly
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import (
    LINE,
    LONGEST_RECORD,
    MOST_COLUMNS,
    Batch,
    Form,
    Spoiled,
)
from salwa.contexts.registry.importing.reading.top import REJECTS_MARK, Top, first_lines, heading_among

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_BLOCK: Final = 6 << 20
_SAMPLE_RECORDS: Final = 20


@dataclass(frozen=True, slots=True)
class _Heading:
    """Header cells, their line and that of the record after them (from 1), its offset in the decoded UTF-8 text.

    ``above`` counts the records with text before the headings.
    """

    cells: tuple[str, ...]
    line: int
    above: int
    next_line: int
    offset: int


class DelimitedTable:
    """A text file of records. Raises Refused, with line and column, for what is no such file."""

    def __init__(self, path: Path, form: Form) -> None:
        self._path = path
        with _mapped(path) as data:
            rejects = REJECTS_MARK.encode() in bytes(data[:200])
            self._encoding = find(data, "" if rejects else form.encoding)
            self._old_mac = _ends_lines_with_return(data)
            sample = self._head(data)
        self._delimiter = _delimiter(sample, "" if rejects else form.delimiter)
        self._heading = _heading(sample, self._delimiter, form)
        self.headers = self._heading.cells
        self.heading_line, self.above = self._heading.line, self._heading.above

    @property
    def form(self) -> dict[str, str]:
        """Format, encoding and delimiter, each with how it was found."""
        return {
            "format": "delimited text",
            "encoding": f"{self._encoding.name} ({self._encoding.how})",
            "delimiter": DELIMITERS.get(self._delimiter, self._delimiter),
        }

    def _head(self, data: memoryview) -> str:
        head = bytearray()
        for chunk in self._utf_8(data):
            head += chunk
            if len(head) > 2 * LONGEST_RECORD:
                break
        if not head.strip():
            raise refused(_("The file is empty."), line=1)
        return bytes(head).decode("utf-8", errors="ignore")

    def _utf_8(self, data: memoryview) -> Iterator[bytes]:
        """Give the text as UTF-8, newlines as the one character, in chunks of about a block."""
        name, at = self._encoding.name, self._encoding.skip
        decoder = None if name == "utf-8" else codecs.getincrementaldecoder(name)()
        while at < len(data):
            chunk = bytes(data[at : at + _BLOCK])
            at += len(chunk)
            if decoder is not None:
                chunk = decoder.decode(chunk, final=at >= len(data)).encode()
            yield chunk.replace(b"\r", b"\n") if self._old_mac else chunk

    def batches(self) -> Iterator[Batch]:
        """Read the records. Raises Refused where a quotation mark is never closed or a record is no record."""
        with _mapped(self._path) as data:
            total = max(len(data), 1)
            line, carried, skip, seen = self._heading.next_line, b"", self._heading.offset, 0
            chunks = self._utf_8(data)
            chunk: bytes | None = next(chunks, None)
            while chunk is not None:
                following = next(chunks, None)
                seen += len(chunk)
                carried += chunk
                if skip:
                    skipped = min(skip, len(carried))
                    carried, skip = carried[skipped:], skip - skipped
                last = following is None
                if last and carried and not carried.endswith(b"\n"):
                    carried += b"\n"
                batch, carried, line = self._block(carried, line, last=last, done=min(seen / total, 1.0))
                yield batch
                chunk = following

    def _block(self, block: bytes, line: int, *, last: bool, done: float) -> tuple[Batch, bytes, int]:
        found = cut(block, self._delimiter)
        if found is None:
            return self._block_slowly(block, line, last=last, done=done)
        rest = block[found.rest :]
        if rest and last:
            self._refuse_unclosed(rest, line + found.rest_line)
        _refuse_long(found, line, len(rest))
        try:
            frame, spoiled, blank = self._records(block, found, line)
        except pl.exceptions.ComputeError:
            # Quotation marks stand well by their count and not by their place, as beside a lone return.
            return self._block_slowly(block, line, last=last, done=done)
        return Batch(frame, spoiled, done=done, blank=blank), rest, line + found.rest_line

    def _records(self, block: bytes, found: Cut, line: int) -> tuple[pl.DataFrame, list[Spoiled], int]:
        width = len(self.headers)
        empty = found.ends <= found.starts
        whole = (found.delimiters == width - 1) & ~empty
        spoiled = [
            self._ragged(block[found.starts[i] : found.ends[i]].decode(), line + int(found.lines[i]))
            for i in np.flatnonzero(~whole & ~empty)
        ]
        lines = (found.lines + line)[whole]
        body = block[: found.rest] if bool(whole.all()) else _kept(block, found, whole)
        if width == 1:
            cells = [b.decode() for b in body.splitlines()] if b'"' not in body else _single(body)
            frame = pl.DataFrame({"0": cells}, schema={"0": pl.String})
        else:
            frame = _parsed(body, self._delimiter, width)
        if frame.height != len(lines):
            raise refused(_("the rows cannot be told apart here; look for stray quotation marks."), line=line)
        return frame.with_columns(pl.Series(LINE, lines, dtype=pl.Int64)), spoiled, int(empty.sum())

    def _ragged(self, text: str, line: int) -> Spoiled:
        cells = next(iter(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter)), [])
        return self._spoiled(cells, line)

    def _spoiled(self, cells: list[str], line: int) -> Spoiled:
        reason = _("The row has %(count)s cells, the heading %(count2)s.") % {
            "count": len(cells),
            "count2": len(self.headers),
        }
        if len(cells) == len(self.headers):
            return Spoiled(line, "", "", _("A line ends in the middle of the row."), tuple(cells))
        if len(cells) > len(self.headers):
            return Spoiled(line, "", cells[len(self.headers)][:200], reason, tuple(cells[: len(self.headers)]))
        return Spoiled(line, self.headers[len(cells)], "", reason, tuple(cells))

    def _refuse_unclosed(self, rest: bytes, line: int) -> None:
        text = rest.decode(errors="replace")
        at = text.rfind('"')
        raise refused(
            _(_UNCLOSED),
            line=line + text.count("\n", 0, at),
            column=_("character %(most)s") % {"most": at - (text.rfind(chr(10), 0, at) + 1) + 1},
        )

    def _block_slowly(self, block: bytes, line: int, *, last: bool, done: float) -> tuple[Batch, bytes, int]:
        text = block.decode(errors="ignore") if not last else block.decode()
        width = len(self.headers)
        lines: list[int] = []
        rows: list[list[str]] = []
        spoiled: list[Spoiled] = []
        blank = rest_line = 0
        for record in read_slowly(text, self._delimiter):
            rest_line = record.line
            if not record.closed:
                break
            if not any(record.cells):
                blank += 1
            elif len(record.cells) == width:
                rows.append(record.cells)
                lines.append(line + record.line)
            else:
                spoiled.append(self._spoiled(record.cells, line + record.line))
        else:
            rest_line = text.count("\n")
        at = _offset_of_line(block, rest_line)
        rest = block[at:]
        if last and rest:
            self._refuse_unclosed_slowly(rest.decode(), line + rest_line)
        if len(rest) > LONGEST_RECORD:
            raise refused(_(_TOO_LONG), line=line + rest_line)
        columns = {str(i): [row[i] for row in rows] for i in range(width)}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        frame = frame.with_columns(pl.Series(LINE, lines, dtype=pl.Int64))
        return Batch(frame, spoiled, done=done, blank=blank), rest, line + rest_line

    def _refuse_unclosed_slowly(self, rest: str, line: int) -> None:
        at = max(rest.find(f'{self._delimiter}"') + 1, 0)
        for first, second in pairwise([0, *(i + 1 for i, c in enumerate(rest) if c in (self._delimiter, "\n"))]):
            if rest[first : first + 1] == '"' and rest[first:second].count('"') % 2:
                at = first
                break
        raise refused(
            _(_UNCLOSED),
            line=line + rest.count("\n", 0, at),
            column=_("character %(most)s") % {"most": at - (rest.rfind(chr(10), 0, at) + 1) + 1},
        )


_UNCLOSED: Final = gettext_noop("a quotation mark is opened here and never closed.")
_TOO_LONG: Final = gettext_noop(
    "a single row begins here that is longer than a million characters. This is no table of firearms, or a quotation "
    "mark is opened and not closed."
)


class _mapped:  # noqa: N801 - used as a verb in a with statement
    """The bytes of a file, mapped into memory while they are read."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)

    def __enter__(self) -> memoryview:
        return self._view

    def __exit__(self, *_: object) -> None:
        self._view.release()
        self._map.close()
        self._file.close()


def _ends_lines_with_return(data: memoryview) -> bool:
    head = bytes(data[: 1 << 16]).replace(b"\0", b"")
    return b"\r" in head and b"\n" not in head


def _delimiter(sample: str, said: str) -> str:
    """Find the delimiter that cuts the first records into the same number of cells, most of them first."""
    if said:
        if said not in DELIMITERS:
            raise refused(
                _("The mapping names the delimiter “%(said)s”; known are , ; | and tab (written \\t).") % {"said": said}
            )
        return said
    first = sample.partition("\n")[0]
    if first.strip().lower().startswith("sep=") and first.strip()[4:] in DELIMITERS:
        return first.strip()[4:]
    ranks = {delimiter: _widths(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda one: _rank(ranks[one], ranks[one][:1]))
    if _rank(ranks[best], ranks[best][:1]) == _NO_RANK:
        # The first line is a title: what most lines have alike decides.
        best = max(DELIMITERS, key=lambda one: _rank(ranks[one], ranks[one]))
    return best if _rank(ranks[best], ranks[best]) != _NO_RANK else ","


_NO_RANK: Final = (0, 0)


def _widths(sample: str, delimiter: str) -> list[int]:
    records = zip(read_slowly(sample, delimiter), range(_SAMPLE_RECORDS), strict=False)
    return [len(record.cells) for record, _at in records if record.cells]


def _rank(widths: Sequence[int], asked: Sequence[int]) -> tuple[int, int]:
    """Give how many records have the same number of cells as one of those ``asked``, and that number; none for one."""
    return max(((widths.count(width), width) for width in asked if width > 1), default=_NO_RANK)


def _heading(sample: str, delimiter: str, form: Form) -> _Heading:
    lines = sample.split("\n")
    skipped = 0
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].lower().startswith("sep=")):
        skipped += 1
    records = read_slowly("\n".join(lines[skipped:]), delimiter)
    first = next(records, None)
    if first is None:
        raise refused(_("The file holds no column names."), line=1)
    if not first.closed:
        raise refused(_(_TOO_LONG if len(sample) > LONGEST_RECORD else _UNCLOSED), line=skipped + 1)
    rows = (Top(skipped + one.line + 1, tuple(one.cells)) for one in chain([first], records) if one.closed)
    found = first_lines(rows, form)
    at = heading_among(found, form) if found else 0
    top = found[at] if found else Top(skipped + 1, tuple(first.cells))
    height = max(1, sum(cell.count("\n") for cell in top.cells) + 1)
    offset = sum(len(text.encode()) + 1 for text in lines[: top.line - 1 + height])
    if offset > LONGEST_RECORD:
        raise refused(_(_TOO_LONG), line=skipped + 1)
    if len(top.cells) > MOST_COLUMNS:
        raise refused(
            _("The heading has %(count)s columns; at most %(most_columns)s are read.")
            % {"count": len(top.cells), "most_columns": MOST_COLUMNS},
            line=top.line,
        )
    return _Heading(top.cells, top.line, at, top.line + height, offset)


def _refuse_long(found: Cut, line: int, rest: int) -> None:
    lengths = found.ends - found.starts
    if len(lengths) and int(lengths.max()) > LONGEST_RECORD:
        raise refused(_(_TOO_LONG), line=line + int(found.lines[int(lengths.argmax())]))
    if rest > LONGEST_RECORD:
        raise refused(_(_TOO_LONG), line=line + found.rest_line)


def _kept(block: bytes, found: Cut, whole: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> bytes:
    return b"".join(block[found.starts[i] : found.ends[i]] + b"\n" for i in np.flatnonzero(whole))


def _single(body: bytes) -> list[str]:
    return [cells[0] if cells else "" for cells in csv.reader(io.StringIO(body.decode(), newline=""))]


def _parsed(body: bytes, delimiter: str, width: int) -> pl.DataFrame:
    names = [str(i) for i in range(width)]
    if not body:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return pl.read_csv(
        body,
        has_header=False,
        schema=dict.fromkeys(names, pl.String),
        separator=delimiter,
        quote_char='"' if b'"' in body else None,
        infer_schema=False,
    )


def _offset_of_line(block: bytes, line: int) -> int:
    at = 0
    for _line in range(line):
        at = block.index(b"\n", at) + 1
    return at
