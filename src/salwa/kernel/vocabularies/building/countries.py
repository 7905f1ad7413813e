"""Kernel, vocabularies: countries from ISO 3166-1 with names in six languages and NCIC's names."""

import re
from typing import Final

from .table import OUR_TABLE, OWN, RAW, Row, distinct, rows

SOURCE: Final = "datasets/country-codes; NCIC"
_NAMES: Final = (
    "CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en",
    "UNTERM French Short", "official_name_fr", "UNTERM Spanish Short", "official_name_es", "official_name_ru",
    "UNTERM Russian Short", "official_name_ar", "UNTERM Arabic Short", "official_name_cn", "UNTERM Chinese Short",
)  # fmt: skip
_NOISE: Final = re.compile(r"\(.*?\)|\*")
_ARTICLE: Final = re.compile(
    r"^(the|la|le|les|los|las|el|l'|Соединенное Королевство Великобритании)\s*(?=\w)", re.IGNORECASE
)


def _plain(name: str) -> str:
    return _ARTICLE.sub("", " ".join(_NOISE.sub(" ", name).split())).strip()


def build() -> list[Row]:
    """Give the table of countries, with those of ``own/countries.csv`` (gone or in other names) added."""
    own = {row["id"]: row for row in rows(OWN / "countries.csv")}
    out: list[Row] = []
    for row in rows(RAW / "country_codes" / "country-codes.csv"):
        if not row["ISO3166-1-numeric"]:
            continue
        name = row["CLDR display name"] or row["UNTERM English Short"] or row["official_name_en"]
        more = own.pop(row["ISO3166-1-Alpha-2"], {})
        name, short = more.get("name") or name, name
        names = [short, *(_plain(row[column]) for column in _NAMES), *more.get("aliases", "").split("|")]
        out.append(
            {
                "code": str(int(row["ISO3166-1-numeric"])), "id": row["ISO3166-1-Alpha-2"], "name": name,
                "alpha2": row["ISO3166-1-Alpha-2"], "alpha3": row["ISO3166-1-Alpha-3"],
                "common": more.get("common", "0"), "aliases": "|".join(distinct(names, but=name)),
                "loose": more.get("loose", ""), "source": SOURCE,
            }
        )  # fmt: skip
    out.extend({**row, "source": OUR_TABLE} for row in own.values())
    _add_ncic(out)
    return out


def _add_ncic(table: list[Row]) -> None:
    """Add NCIC's names of a country where the first part of the name is one of ours."""
    known = {n.casefold(): row for row in table for n in (row["name"], *row["aliases"].split("|"))}
    for line in rows(RAW / "ncic_gun_codes" / "country_code.csv"):
        names = [part.strip() for part in re.split(r"[(),]|FORMERLY|NOW", line["description"]) if part.strip()]
        row = known.get(names[0].casefold()) if names else None
        if row is not None:
            row["ncic"] = " ".join(distinct([*row.get("ncic", "").split(), line["code"].replace("0", "O")]))
