"""Registry, import: a CSV file that appears with its first row, so that there is none where nothing is to be told."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.notices import Doubted
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.platform.written_out import guarded

DOUBTED: Final = ("line", "written", "taken", "reason")
"""Columns of a file of doubtful serials."""


class LateFile:
    """CSV in UTF-8 with a mark, no cell of which a spreadsheet takes for a formula; none at all without a path."""

    def __init__(self, path: Path | None, heading: Sequence[str]) -> None:
        self._path, self._heading = path, heading
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, cells: Sequence[str]) -> None:
        """Write a row. Raises Refused where the file cannot be written."""
        if self._path is None:
            return
        if self._file is None:
            self._file = self._begun(self._path)
            self._row(self._file, self._heading)
        self._row(self._file, cells)

    def _begun(self, path: Path) -> TextIO:
        try:
            return path.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise refused(
                _("The file %(path)s cannot be written: %(strerror)s.") % {"path": path, "strerror": error.strerror}
            ) from error

    def _row(self, file: TextIO, cells: Sequence[str]) -> None:
        csv.writer(file).writerow([guarded(cell) for cell in cells])


class DoubtsFile(LateFile):
    """Keeps the serials to look at as they come, and the first ``most`` of them at hand; all are counted."""

    def __init__(self, path: Path | None, most: int) -> None:
        super().__init__(path, DOUBTED)
        self._most = most
        self.first: list[Doubted] = []
        self.rows = 0

    def add(self, doubted: Iterable[Doubted]) -> None:
        """Write ``doubted``. Raises Refused where the file cannot be written."""
        for one in doubted:
            self.rows += 1
            if len(self.first) < self._most:
                self.first.append(one)
            self.write((str(one.line), one.written, one.taken, one.reason))
