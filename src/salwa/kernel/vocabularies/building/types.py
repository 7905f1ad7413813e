"""Kernel, vocabularies: types of firearm, NCIC's first and second letters joined into one list in plain words."""

from .table import OUR_TABLE, OWN, Row, distinct, rows


def build() -> list[Row]:
    """Give the table of types; codes are written by hand and stay below 256."""
    return [
        {
            **row,
            "aliases": "|".join(distinct(row["aliases"].split("|"), but=row["name"])),
            "source": f"NCIC; {OUR_TABLE}",
        }
        for row in rows(OWN / "types.csv")
    ]
