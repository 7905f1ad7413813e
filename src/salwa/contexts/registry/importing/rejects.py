"""Registry, import: the file of rows that were not taken, made to be mended and imported again.

It is CSV in UTF-8 with a mark, has the columns of the file the rows come from, and before them the line, the column,
the value, the reason and the source. A cell that a spreadsheet would take for a formula gets an apostrophe before it,
which the import takes away again (a cell that begins with an apostrophe gets a second one).
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from salwa.contexts.registry.importing.columns import REJECT_COLUMNS, squeezed
from salwa.contexts.registry.importing.notices import Reject
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.platform.written_out import guarded


class RejectsFile:
    """Writes rejects as they come; the file appears with the first of them, and not at all where there is none."""

    def __init__(self, path: Path | None, headers: Sequence[str], source: str) -> None:
        old = {squeezed(name) for name in REJECT_COLUMNS}
        self._kept = [at for at, header in enumerate(headers) if squeezed(header) not in old]
        self._headers, self._source = [headers[at] for at in self._kept], source
        self._path = path
        self._file: TextIO | None = None
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, rejects: Iterable[Reject]) -> None:
        """Write ``rejects``; only counted where there is no path. Raises Refused where the file cannot be written."""
        for reject in rejects:
            self.rows += 1
            if self._path is not None:
                self._write(reject, self._path)

    def _write(self, reject: Reject, path: Path) -> None:
        if self._file is None:
            try:
                self._file = path.open("w", encoding="utf-8-sig", newline="")
            except OSError as error:
                raise refused(f"The file for rejects {path} cannot be written: {error.strerror}.") from error
            csv.writer(self._file).writerow([*REJECT_COLUMNS, *map(guarded, self._headers)])
        said = (str(reject.line), reject.column, reject.value, reject.reason, self._source)
        cells = [reject.cells[at] if at < len(reject.cells) else "" for at in self._kept]
        csv.writer(self._file).writerow([guarded(cell) for cell in (*said, *cells)])
