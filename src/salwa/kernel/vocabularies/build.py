"""Kernel, vocabularies: make the tables of ``data/`` from the raw copies and our own tables.

Run ``python -m salwa.kernel.vocabularies.build``. The same sources give the same files, byte for byte; a term keeps
the code that the table in ``data/`` already gives it.
"""

import csv
import sys
from collections.abc import Mapping
from typing import Final

from .building import calibres, countries, makes, models, types
from .building.table import DATA, RAW, Row, as_csv, coded, rows
from .tables import FIRST_ADDED

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "makes": ("code", "id", "name", "country", "place", "ncic", "common", "aliases", "loose", "source"),
    "models": ("code", "id", "name", "make", "type", "calibres", "common", "aliases", "loose", "pattern", "source"),
    "calibres": ("code", "id", "name", "family", "bullet_mm", "common", "aliases", "loose", "source"),
    "types": ("code", "id", "name", "kind", "ncic", "common", "aliases", "loose", "source"),
    "countries": ("code", "id", "name", "alpha2", "alpha3", "ncic", "common", "aliases", "loose", "source"),
    "hs93": ("code", "id", "name", "parent", "level", "source"),
    "sources": ("source", "folder", "licence", "text"),
}
HIGHEST: Final = {
    "models": 2**15 - 1, "countries": 999, **{name: first - 1 for name, first in FIRST_ADDED.items()},
}  # fmt: skip
"""The highest code of each table; above it begin the words that a State adds, and what a column holds."""


def tables() -> dict[str, list[Row]]:
    """Build all tables. Raises ValueError where a code is given twice or is too high for its column."""
    out: dict[str, list[Row]] = {}
    out["makes"] = coded("makes", makes.build())
    out["calibres"] = coded("calibres", calibres.build())
    out["types"] = coded("types", types.build())
    out["countries"] = coded("countries", countries.build())
    out["models"] = coded("models", models.build(out["makes"], out["calibres"], out["types"]))
    out["hs93"] = [
        {
            "code": row["hscode"], "id": row["hscode"], "name": row["description"], "parent": row["parent"],
            "level": row["level"], "source": "datasets/harmonized-system",
        }
        for row in rows(RAW / "hs_codes" / "chapter93.csv")
    ]  # fmt: skip
    out["sources"] = _sources()
    for name, highest in HIGHEST.items():
        codes = [int(row["code"]) for row in out[name]]
        if len(set(codes)) < len(codes) or max(codes) > highest or min(codes) < 1:
            raise ValueError(f"{name}: a code is given twice or lies outside 1 to {highest}")
    return out


def _sources() -> list[Row]:
    named = {"cartridges_ammolytics": "ammolytics", "calibers_tireur": "tireur", "ncic_gun_codes": "NCIC"}
    out = []
    for folder in sorted(path for path in RAW.iterdir() if path.is_dir()):
        lines = (folder / "SOURCE.txt").read_text(encoding="utf-8").splitlines()
        licence = next((line for line in lines if line.startswith("Licence")), "")
        text = " ".join(line for line in lines if line and line != licence)
        out.append(
            {"source": named.get(folder.name, folder.name), "folder": folder.name, "licence": licence, "text": text}
        )
    return out


def texts() -> dict[str, str]:
    """Give every file of ``data/`` as text, by name."""
    return {f"{name}.csv": as_csv(COLUMNS[name], table) for name, table in tables().items()}


def main() -> int:
    """Write the files that changed and say which."""
    csv.field_size_limit(1 << 20)
    DATA.mkdir(exist_ok=True)
    for name, text in texts().items():
        path = DATA / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name}: {text.count(chr(10)) - 1} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
