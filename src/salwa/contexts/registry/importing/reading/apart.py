"""Registry, import, reading: read a packed file in a process of its own, which may take only so much memory.

A workbook of some kilobytes can unpack to more than any machine holds, and what unpacks it gives no warning. So another
process does it, under a ceiling that the system keeps; it hands the batches over its standard output, each as a line of
JSON and the rows in Arrow's stream format. Where it ends before it has said so, the file is refused.
"""

import json
import os
import resource
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final

import polars as pl
from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.reading.parquet import ParquetTable
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import Batch, Doubt, Form, Spoiled, Table
from salwa.contexts.registry.importing.reading.workbook import WorkbookTable
from salwa.platform import logs
from salwa.platform.errors import Fault, Refused

MOST_MEMORY: Final = 4 << 30
"""Bytes of address space that the reading process may take."""

MOST_SECONDS: Final = 300
"""Seconds of processor time that it may take; a workbook full to its last row takes about a minute."""

_LONGEST_MESSAGE: Final = 1 << 30
_COMMAND: Final = (
    "import django; django.setup(); from salwa.contexts.registry.importing.reading.apart import main; main()"
)
_FEW_THREADS: Final = {"POLARS_MAX_THREADS": "1", "MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
_KINDS: Final[dict[str, Callable[[Path, Form], Table]]] = {
    "workbook": WorkbookTable,
    "parquet": lambda path, _form: ParquetTable(path),
}
_log = logs.logger(__name__)


class ApartTable:
    """A workbook or Parquet file that another process reads. ``kind``: ``workbook`` or ``parquet``. Raises Refused."""

    def __init__(self, kind: str, path: Path, form: Form, *, memory: int = MOST_MEMORY) -> None:
        self._order = json.dumps(
            {"kind": kind, "path": str(path), "form": asdict(form), "memory": memory, "language": get_language()}
        )
        self._memory = memory
        self._reader: _Reader | None = self._open()
        self.headers: tuple[str, ...] = tuple(self._reader.head["headers"])
        self.form: dict[str, str] = self._reader.head["form"]
        self.heading_line: int = self._reader.head["heading_line"]
        self.above: int = self._reader.head["above"]

    def _open(self) -> "_Reader":
        return _Reader(self._order, self._memory)

    def batches(self) -> Iterator[Batch]:
        """Read the rows below the heading; each further call reads the file again from its first row."""
        reader, self._reader = self._reader or self._open(), None
        try:
            yield from reader.batches()
        finally:
            reader.end()


class _Reader:
    """The reading process, from its start to its last word."""

    def __init__(self, order: str, memory: int) -> None:
        self._memory = memory
        # The interpreter and the command are our own; what was handed in goes through standard input.
        process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_FEW_THREADS, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        )
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The reading process has no pipes.")
        self._process, self._out = process, process.stdout
        self.end = weakref.finalize(self, _end, process)
        try:
            process.stdin.write(order.encode())
            process.stdin.close()
        except BrokenPipeError:
            _log.warning("import.reader_did_not_start")
        self.head = self._next()

    def _next(self) -> dict[str, Any]:
        line = self._out.readline(_LONGEST_MESSAGE)
        if not line.endswith(b"\n"):
            self.end()
            _log.warning("import.reader_died", code=self._process.returncode)
            raise refused(
                _(
                    "The file cannot be read to its end with %(most)s MiB of memory: it is broken, or it "
                    "unpacks to more than that. Save the table as CSV if it really is that large."
                )
                % {"most": self._memory >> 20}
            )
        told: dict[str, Any] = json.loads(line)
        if "faults" in told:
            raise Refused(told["detail"], [Fault(**fault) for fault in told["faults"]])
        return told

    def batches(self) -> Iterator[Batch]:
        while (told := self._next())["bytes"]:
            rows = self._out.read(min(told["bytes"], _LONGEST_MESSAGE))
            yield Batch(
                pl.read_ipc_stream(BytesIO(rows)),
                [Spoiled(**{**one, "cells": tuple(one["cells"])}) for one in told["spoiled"]],
                [Doubt(**one) for one in told["doubts"]],
                told["done"],
                told["blank"],
            )


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def main() -> None:
    """Do the reading process's work: read the order, take on the ceiling, hand over the table."""
    order = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            form = Form(**{**order["form"], "headings": tuple(order["form"]["headings"])})
            with override(order["language"]):
                hand_over(_KINDS[order["kind"]](Path(order["path"]), form), out)
        except Refused as error:
            _tell(out, {"detail": error.detail, "faults": [asdict(fault) for fault in error.faults]})


def hand_over(table: Table, out: IO[bytes]) -> None:
    """Write a table's head, its batches and an end."""
    head = {"headers": table.headers, "form": table.form, "heading_line": table.heading_line, "above": table.above}
    _tell(out, head)
    for batch in table.batches():
        rows = BytesIO()
        batch.frame.write_ipc_stream(rows)
        told = {
            "bytes": rows.tell(),
            "spoiled": [asdict(one) for one in batch.spoiled],
            "doubts": [asdict(one) for one in batch.doubts],
            "done": batch.done,
            "blank": batch.blank,
        }
        _tell(out, told)
        out.write(rows.getbuffer())
    _tell(out, {"bytes": 0})


def _tell(out: IO[bytes], told: dict[str, Any]) -> None:
    out.write(json.dumps(told).encode() + b"\n")
    out.flush()
