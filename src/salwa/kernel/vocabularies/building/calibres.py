"""Kernel, vocabularies: calibres of four sources joined where they share a name."""

import re
from typing import Final

from salwa.kernel.vocabularies.keys import calibre_key

from .table import OUR_TABLE, OWN, RAW, Row, distinct, rows, slug

_NO_MEMBER: Final = re.compile(r"^(?:4|8)/\d+$|Match$|Shot$|Sporting$|\+P|\(carb\)|Wad ?[Cc]utter|Claybirding|\"")


class _Joined:
    """The table while it grows: every name leads to its row."""

    def __init__(self) -> None:
        self.out: list[Row] = []
        self.by_key: dict[str, Row] = {}

    def add(self, names: list[str], *, source: str, row: Row) -> None:
        same = next((self.by_key[key] for key in map(calibre_key, names) if key in self.by_key), None)
        if same is None:
            same = {
                "id": slug(names[0]),
                "name": names[0],
                "aliases": "",
                "loose": "",
                "common": "0",
                "source": source,
                **row,
            }
            self.out.append(same)
        elif source not in same["source"]:
            same["source"] += f"; {source}"
        if not float(same.get("bullet_mm") or 0) and row.get("bullet_mm"):
            same["bullet_mm"] = row["bullet_mm"]
        same["aliases"] = "|".join(distinct([*same["aliases"].split("|"), *names], but=same["name"]))
        for name in (same["name"], *names):
            self.by_key.setdefault(calibre_key(name), same)


def build() -> list[Row]:
    """Give the table of calibres: our own first, then gunsnprices, tireur and ammolytics joined by any shared name."""
    joined = _Joined()
    loose: set[str] = set()
    for row in rows(OWN / "calibres.csv"):
        fields = {
            "family": row["family"],
            "bullet_mm": row["bullet_mm"],
            "common": row["common"],
            "loose": row["loose"],
        }
        loose.update(map(calibre_key, row["loose"].split("|")))
        joined.add([row["name"], *filter(None, row["aliases"].split("|"))], source=OUR_TABLE, row=fields)

    def told_apart(names: list[str]) -> list[str]:
        return [name for name in names if name and calibre_key(name) and calibre_key(name) not in loose]

    for row in rows(RAW / "gunsnprices" / "calibers_flat.csv"):
        common = "1" if int(row["listing_count"] or 0) > 100 else "0"
        joined.add(told_apart([row["name"], *row["aliases"].split("|")]), source="gunsnprices", row={"common": common})
    for row in rows(RAW / "calibers_tireur" / "calibers.csv"):
        names = told_apart([row["name"], *row["aliases"].split("|")])
        joined.add(names, source="tireur", row={"bullet_mm": row["bullet_diameter_mm"]})
    for row in rows(RAW / "cartridges_ammolytics" / "cartridges.csv"):
        if names := told_apart([row["name"]] if not _NO_MEMBER.search(row["name"]) else []):
            joined.add(names, source="ammolytics", row={})
    return _finished(joined.out)


def _finished(table: list[Row]) -> list[Row]:
    seen: set[str] = set()
    for row in table:
        while row["id"] in seen or not row["id"]:
            row["id"] += "-2"
        seen.add(row["id"])
        row["family"] = row.get("family") or row["id"]
    return table
