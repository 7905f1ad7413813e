"""Kernel, vocabularies: makers from our own table, NCIC's list and the gunsnprices brands."""

import re
from typing import Final

from .ncic import NcicMake
from .ncic import makes as ncic_makes
from .table import OUR_TABLE, OWN, RAW, Row, distinct, rows, slug

_FIRM: Final = re.compile(
    r"[\s,]+(?:INC|INCORPORATED|LLC|L\.L\.C|LTD|LIMITED|CORP|CORPORATION|COMPANY|CO|GMBH|MFG|MANUFACTURING)\b\.?",
    re.IGNORECASE,
)


def build() -> list[Row]:
    """Give the table of makes. Our own rows come first; NCIC's entry of the same maker is joined by its code."""
    listed = {make.code: make for make in ncic_makes()}
    out = [_own(row, listed) for row in rows(OWN / "makes.csv")]
    known = {name.casefold(): row for row in out for name in (row["name"], *row["aliases"].split("|"))}
    brands = dict.fromkeys(row["brand"] for row in rows(RAW / "gunsnprices" / "models_flat.csv"))
    for brand in brands:
        if brand.casefold() not in known:
            row = {"name": brand, "id": slug(brand), "common": "1", "aliases": "", "source": "gunsnprices"}
            known[brand.casefold()] = row
            out.append(row)
        elif "gunsnprices" not in known[brand.casefold()]["source"]:
            known[brand.casefold()]["source"] += "; gunsnprices"
    joined = {row["ncic"].replace("0", "O") for row in out if row.get("ncic")}
    for make in listed.values():
        if make.code not in joined:
            _add(make, out, known)
    return out


def _own(row: Row, listed: dict[str, NcicMake]) -> Row:
    code = row["ncic"].replace("0", "O")
    entry = listed.get(code)
    loose = _loose_names(entry) if entry else []
    loose += [alias for alias in row["aliases"].split("|") if alias.isdigit()]
    named = {alias.casefold() for alias in (row["name"], *row["aliases"].split("|")) if not alias.isdigit()}
    return {
        **row,
        "id": slug(row["name"]),
        "ncic": code,
        "aliases": "|".join(a for a in distinct(row["aliases"].split("|"), but=row["name"]) if not a.isdigit()),
        "loose": "|".join(name for name in distinct(loose) if name.casefold() not in named),
        "place": ", ".join(filter(None, (entry.city, entry.state))) if entry else "",
        "source": f"{OUR_TABLE}; NCIC" if entry else OUR_TABLE,
    }


def _loose_names(entry: NcicMake) -> list[str]:
    """Names that NCIC files under this maker: brands and models, so not proof of the maker."""
    return [name for name in (entry.name, entry.owner) if len(name) > 3 and not _is_words(name)]


def _is_words(name: str) -> bool:
    return len(name.split()) > 4


def _add(make: NcicMake, out: list[Row], known: dict[str, Row]) -> None:
    """Add an NCIC entry as its own make, or to the known maker of that name."""
    name, loose = _named(make)
    if len(name) < 2:
        return
    short = _FIRM.sub("", name).strip(" ,.")
    same = known.get(name.casefold()) or (known.get(short.casefold()) if len(short) > 4 else None)
    if same is not None:
        same["loose"] = "|".join(distinct([*same.get("loose", "").split("|"), *loose]))
        same["ncic"] = " ".join(distinct([*same.get("ncic", "").split(), make.code]))
        if "NCIC" not in same["source"]:
            same["source"] += "; NCIC"
        return
    key = slug(name)
    if not key or any(row["id"] == key for row in out):
        key = f"{key}-{make.code.lower()}".strip("-")
    row = {
        "id": key, "name": name, "country": make.country, "common": "0", "ncic": make.code, "source": "NCIC",
        "aliases": "|".join(distinct([*([short] if len(short) > 2 else []), *make.others], but=name)),
        "loose": "|".join(distinct(loose)), "place": ", ".join(filter(None, (make.city, make.state))),
    }  # fmt: skip
    out.append(row)
    known.setdefault(name.casefold(), row)


def _named(make: NcicMake) -> tuple[str, list[str]]:
    """Give the maker's name and the brands filed under it: the owner's name where the code abbreviates that."""
    owner, name = make.owner, make.name
    if owner and len(owner.split()) <= 5 and owner[:2].upper() == make.code[:2] and name[:2].upper() != make.code[:2]:
        return owner, [name]
    return name, []
