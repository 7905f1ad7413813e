"""Kernel, identification: segments, the immutable files that a search reads.

A segment is derived from the register and can be rebuilt from it; it is written to a temporary folder beside its place,
brought to disk, and renamed, so that a folder under its own name is always whole.
"""

import hashlib
import json
import mmap
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from salwa.kernel.identification.building import Encoded, arrays_of, encoded, joined
from salwa.kernel.identification.layout import DTYPES, FORMAT, Arrays, shaped
from salwa.kernel.identification.statistics import Counts, counts_of

META: Final = "meta.json"
BATCH_ROWS: Final = 1_000_000
PIECE: Final = 1 << 24


class SegmentError(ValueError):
    """A segment folder is missing, cut short or altered; the text says what to do."""


@dataclass(frozen=True, slots=True)
class SegmentSummary:
    """What was written: rows with a serial, bytes on disk, seconds, and the SHA-256 over the files."""

    rows: int
    bytes: int
    seconds: float
    digest: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Serials as written in the register, where that is not the plain text: row numbers, offsets, UTF-8."""

    rows: NDArray[np.uint32]
    offsets: NDArray[np.uint64]
    data: NDArray[np.uint8]

    def text(self, at: int) -> str:
        """Give the verbatim text at place ``at`` of :attr:`rows`."""
        return self.data[int(self.offsets[at]) : int(self.offsets[at + 1])].tobytes().decode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """One opened segment: its arrays, mapped and read-only, and how common each value is in it."""

    folder: Path
    arrays: Arrays = field(repr=False)
    verbatim: Verbatim = field(repr=False)
    counts: Counts = field(repr=False)
    digest: str
    records: int

    @property
    def rows(self) -> int:
        """Rows that hold a serial."""
        return len(self.arrays.rows)

    @property
    def mapped_bytes(self) -> int:
        """Bytes of the arrays, mapped from files and shared between processes."""
        return sum(array.nbytes for array in self.arrays)

    @staticmethod
    def open(folder: Path) -> "Segment":
        """Open ``folder``.

        Errors: :class:`SegmentError` where files are missing or have another size than written.
        """
        return _opened(folder.resolve(), (folder / META).stat().st_mtime_ns if (folder / META).exists() else 0)

    def check(self) -> None:
        """Read every file and compare its digest. Errors: :class:`SegmentError`."""
        meta = _meta(self.folder)
        if _digest(self.folder, meta["files"]) != self.digest:
            raise SegmentError(f"segment {self.folder.name}: its files were altered; run `salwa index rebuild`")


@lru_cache(maxsize=256)
def _opened(folder: Path, _stamp: int) -> Segment:
    meta = _meta(folder)
    for name, size in meta["files"].items():
        path = folder / name
        if not path.exists() or path.stat().st_size != size:
            raise SegmentError(f"segment {folder.name}: file {name} is missing or cut short; run `salwa index rebuild`")
    arrays = Arrays(*(shaped(name, _mapped(folder / f"{name}.bin", dtype)) for name, dtype in DTYPES.items()))
    verbatim = Verbatim(
        _mapped(folder / "verbatim_rows.bin", np.uint32),
        _mapped(folder / "verbatim_offsets.bin", np.uint64),
        _mapped(folder / "verbatim_text.bin", np.uint8),
    )
    counts = Counts.from_json(meta["counts"])
    return Segment(
        folder=folder,
        arrays=arrays,
        verbatim=verbatim,
        counts=counts,
        digest=meta["digest"],
        records=meta["records"],
    )


def _meta(folder: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((folder / META).read_text())
    except (OSError, ValueError) as error:
        raise SegmentError(f"segment {folder.name}: {META} cannot be read; run `salwa index rebuild`") from error
    if meta.get("format") != FORMAT:
        raise SegmentError(f"segment {folder.name}: written by another version; run `salwa index rebuild`")
    return meta


def _mapped(path: Path, dtype: Any) -> NDArray[Any]:
    if path.stat().st_size == 0:
        return np.frombuffer(b"", dtype=dtype)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), dtype=dtype)


def _digest(folder: Path, names: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for name in names:
        with (folder / name).open("rb") as file:
            whole.update(name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def _batches(records: pa.Table | Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    if isinstance(records, pa.Table):
        yield from records.to_batches(max_chunksize=BATCH_ROWS)
    else:
        yield from records


def write_segment(folder: Path, records: pa.Table | Iterable[pa.RecordBatch]) -> SegmentSummary:
    """Write ``records`` (columns of ``layout.RECORD_SCHEMA``) as the segment ``folder``, whole or not at all.

    Rows with an empty serial are left out. Errors: ``ValueError`` for a bad column or more than 2^24 distinct serials,
    ``FileExistsError`` where ``folder`` exists, ``OSError`` from the disk.
    """
    began = time.perf_counter()
    if folder.exists():
        raise FileExistsError(f"{folder} exists")
    folder.parent.mkdir(parents=True, exist_ok=True)
    held = joined(encoded(batch) for batch in _batches(records))
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        meta = _write_files(temporary, held)
        _write(temporary / META, json.dumps(meta).encode())
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _sync(folder.parent)
    size = sum(meta["files"].values())
    return SegmentSummary(meta["rows"], size, time.perf_counter() - began, meta["digest"])


def _write_files(folder: Path, held: Encoded) -> dict[str, Any]:
    arrays, order = arrays_of(held.words, held.rows)
    written = held.verbatim.take(pa.array(order)) if held.verbatim.nbytes else held.verbatim
    parts: dict[str, NDArray[Any]] = {f"{name}.bin": array for name, array in arrays._asdict().items()}
    verbatim = verbatim_of(written)
    parts |= {
        "verbatim_rows.bin": verbatim.rows,
        "verbatim_offsets.bin": verbatim.offsets,
        "verbatim_text.bin": verbatim.data,
    }
    whole = hashlib.sha256()
    for name, array in parts.items():
        whole.update(name.encode() + b"\0" + _write(folder / name, np.ascontiguousarray(array)))
    counts = counts_of(arrays.rows)
    return {
        "format": FORMAT,
        "rows": len(arrays.rows),
        "records": counts.rows,
        "serials": len(arrays.words),
        "files": {name: array.nbytes for name, array in parts.items()},
        "digest": whole.hexdigest(),
        "counts": counts.to_json(),
    }


def verbatim_of(written: pa.StringArray) -> Verbatim:
    """Keep the texts of ``written`` that are not empty, by row."""
    texts = written.to_pylist() if len(written) and written.nbytes else []
    kept = [(row, text.encode()) for row, text in enumerate(texts) if text]
    offsets = np.zeros(len(kept) + 1, dtype=np.uint64)
    if kept:
        offsets[1:] = np.cumsum([len(text) for _, text in kept])
    data = np.frombuffer(b"".join(text for _, text in kept), dtype=np.uint8)
    return Verbatim(np.array([row for row, _ in kept], dtype=np.uint32), offsets, data)


def _write(path: Path, content: Any) -> bytes:
    """Write ``content`` to disk and give its SHA-256."""
    view = memoryview(content).cast("B") if getattr(content, "nbytes", 1) else memoryview(b"")
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for at in range(0, len(view), PIECE):
            piece = view[at : at + PIECE]
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.digest()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
