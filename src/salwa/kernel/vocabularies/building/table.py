"""Kernel, vocabularies: write a vocabulary's table with codes that never change."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent.parent
RAW: Final = HERE / "raw"
OWN: Final = HERE / "own"
DATA: Final = HERE / "data"
OUR_TABLE: Final = "Salwa's own table, unverified"

Row = dict[str, str]

_LETTERS: Final = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "ı": "i", "ß": "ss", "đ": "d", "×": "x", "æ": "ae"})


def rows(path: Path) -> list[Row]:
    """Read a CSV file with a header; values stripped."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(lines)]


def slug(name: str) -> str:
    """Give a readable key: ``Smith & Wesson`` becomes ``smith-wesson``, ``7.62×39mm`` ``7.62x39mm``."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"(?<!\d)\.|\.(?!\d)|[^a-z0-9.]+", "-", plain.replace("'", "")).replace("--", "-").strip("-")


def distinct(names: Iterable[str], *, but: str = "") -> list[str]:
    """Give the names once each, in order, without empty ones and without ``but``."""
    seen = {but.casefold(), ""}
    out: list[str] = []
    for name in names:
        clean = " ".join(name.split())
        if clean.casefold() not in seen:
            seen.add(clean.casefold())
            out.append(clean)
    return out


def coded(name: str, terms: Sequence[Mapping[str, str]]) -> list[Row]:
    """Give every term its code: the one it has in ``data/<name>.csv``, else the next that was never used.

    A term that the sources no longer hold keeps its row, since registers may hold its code.
    """
    path = DATA / f"{name}.csv"
    before = {row["id"]: row for row in rows(path)} if path.exists() else {}
    following = max((int(row["code"]) for row in before.values()), default=0) + 1
    out: list[Row] = []
    for term in terms:
        given = term.get("code") or (before[term["id"]]["code"] if term["id"] in before else "")
        if not given:
            given = str(following)
            following += 1
        out.append({**term, "code": given})
    now = {row["id"] for row in out}
    out.extend(row for key, row in before.items() if key not in now)
    return sorted(out, key=lambda row: int(row["code"]))


def as_csv(columns: Sequence[str], table: Iterable[Mapping[str, str]]) -> str:
    """Give the table as CSV text with ``columns`` in this order and Unix line ends."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()
