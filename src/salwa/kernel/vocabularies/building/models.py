"""Kernel, vocabularies: models from our own table and from gunsnprices with their patterns."""

from collections.abc import Callable, Mapping, Sequence

from salwa.kernel.vocabularies.keys import calibre_key, squeezed

from .table import OUR_TABLE, OWN, RAW, Row, distinct, rows, slug


def build(makes: Sequence[Row], calibres: Sequence[Row], types: Sequence[Row]) -> list[Row]:
    """Give the table of models; ``make``, ``type`` and ``calibres`` hold codes of the other tables.

    Raises KeyError where our own table names a make, type or calibre that is in no table.
    """
    make_of = _by_name(makes, squeezed)
    calibre_of = _by_name(calibres, calibre_key)
    type_of = {row["id"]: row["code"] for row in types}
    out: list[Row] = []
    known: dict[tuple[str, str], Row] = {}
    for row in rows(OWN / "models.csv"):
        made = _row(row["make"], row["name"], make_of)
        made |= {
            "type": type_of[row["type"]] if row["type"] else "0", "common": row["common"], "loose": row["loose"],
            "calibres": " ".join(calibre_of[calibre_key(name)] for name in row["calibres"].split("|") if name),
            "aliases": "|".join(distinct(_aliases(row), but=row["name"])), "source": OUR_TABLE,
        }  # fmt: skip
        _keep(made, [row["name"], *_aliases(row)], out, known)
    for row, made in zip(rows(OWN / "models.csv"), out, strict=True):
        if row["shared"]:
            made["make"] = "0"
    for row in rows(RAW / "gunsnprices" / "models_flat.csv"):
        make = make_of[squeezed(row["brand"])]
        name = row["name"].removeprefix(row["brand"]).strip() or row["name"]
        same = known.get((make, squeezed(name))) or known.get((make, squeezed(row["name"])))
        if same is not None:
            same["pattern"] = "|".join(filter(None, (same.get("pattern", ""), row["match_regex"])))
            same["source"] = f"{OUR_TABLE}; gunsnprices" if OUR_TABLE in same["source"] else same["source"]
            same["aliases"] = "|".join(distinct([*same["aliases"].split("|"), name, row["name"]], but=same["name"]))
            continue
        made = _row(row["brand"], name, make_of)
        made |= {"type": "0", "common": "1", "pattern": row["match_regex"], "source": "gunsnprices"}
        made["aliases"] = "|".join(distinct([row["name"], *_short(row["brand"], name)], but=name))
        _keep(made, [name], out, known)
    return out


def _aliases(row: Row) -> list[str]:
    """Give the names of one of our own rows; ``Model 36`` is written ``36`` as well."""
    bare = row["name"].removeprefix("Model ")
    return [*row["aliases"].split("|"), *([bare] if bare != row["name"] else [])]


def _short(brand: str, name: str) -> list[str]:
    """Give the short form in which hands write a Glock's number (``G19``)."""
    return [f"G{name}"] if brand == "Glock" and name[:1].isdigit() else []


def _row(make: str, name: str, make_of: Mapping[str, str]) -> Row:
    return {"id": slug(f"{make} {name}"), "name": name, "make": make_of[squeezed(make)] if make else "0"}


def _keep(made: Row, names: Sequence[str], out: list[Row], known: dict[tuple[str, str], Row]) -> None:
    taken = {row["id"] for row in out}
    while made["id"] in taken:
        made["id"] += "-2"
    out.append(made)
    for name in names:
        if name:
            known.setdefault((made["make"], squeezed(name)), made)


def _by_name(table: Sequence[Row], key: Callable[[str], str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for column in ("name", "aliases", "loose"):
        for row in table:
            for name in row.get(column, "").split("|"):
                if name:
                    out.setdefault(key(name), row["code"])
    return out
