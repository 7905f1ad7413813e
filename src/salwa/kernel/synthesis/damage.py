"""Kernel, synthesis: marks as a hurried hand writes them, first error model (identification.md section 2).

The model, whose shares stand in :data:`DAMAGES`, :data:`MAKES`, :data:`CALIBRES`, :data:`MODELS`, :data:`TYPES` and
:data:`ABSENCES` and are told in docs/explanation/synthetic-data.md, serves to *fit* the parameters of identification.
They are calibrated and tested on :mod:`salwa.kernel.synthesis.second`, which shares nothing with this file.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa

from salwa.kernel.marks.folding import LOOK_ALIKES, plain
from salwa.kernel.synthesis.facts import Facts, facts, kind_table, serials
from salwa.kernel.synthesis.formats import Kind, Shape, series, shape_of
from salwa.kernel.synthesis.layout import SMALLEST_FLEET, Layout, laid_out
from salwa.kernel.synthesis.register import external_id

SCHEMA: Final = pa.schema(
    [(name, pa.string()) for name in ("query_id", "marks", "serial", "make", "model", "calibre", "type", "remarks")]
    + [("record", pa.int64()), ("external_id", pa.string()), ("true_serial", pa.string())]
    + [(name, pa.string()) for name in ("damage", "make_damage", "absence")]
)
Shares = dict[str, int]

DAMAGES: Final[Shares] = {
    "exact": 6,
    "zeros_lost": 6,
    "zeros_added": 2,
    "spacing": 6,
    "look_alike": 14,
    "look_alike_2": 5,
    "substituted": 9,
    "inserted": 5,
    "dropped": 6,
    "transposed": 8,
    "two_edits": 9,
    "unreadable": 7,
    "unreadable_2": 5,
    "unreadable_look_alike": 3,
    "prefix_lost": 5,
    "suffix_lost": 2,
    "wrong_field": 2,
}
MAKES: Final[Shares] = {"right": 72, "misspelt": 8, "missing": 10, "wrong": 10}
CALIBRES: Final[Shares] = {"right": 50, "family": 22, "missing": 22, "wrong": 6}
MODELS: Final[Shares] = {"right": 36, "missing": 58, "wrong": 6}
TYPES: Final[Shares] = {"right": 55, "missing": 42, "wrong": 3}
ABSENCES: Final[Shares] = {"same_series": 45, "next_to_fleet": 30, "unknown_maker": 23, "namesake": 2}

_CLASSES: Final = ("0OQD", "1IL", "5S", "8B", "2Z", "6G")
_ALIKE: Final = {one: [other for other in row if other != one] for row in _CLASSES for one in row}
_ROWS_OF_KEYS: Final = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_FAMILY: Final = {
    "9x19": ("9 mm", "9mm", "9"),
    "9x18": ("9 mm", "9mm"),
    ".380 ACP": ("9 mm short", ".380", "380"),
    ".32 ACP": ("7.65", ".32", "7.65 mm"),
    ".25 ACP": ("6.35", ".25"),
    ".45 ACP": (".45", "45"),
    ".40 S&W": (".40", "40"),
    ".38 Special": (".38", "38"),
    ".357 Magnum": (".357", "357"),
    ".22 LR": (".22", "22"),
    "7.62x39": ("7.62", "7,62 mm"),
    "7.62x51": ("7.62", ".308"),
    "7.62x25": ("7.62", "7.62 mm"),
    "5.56x45": ("5.56", ".223", "223"),
    "5.45x39": ("5.45",),
    "12 gauge": ("12", "12 ga", "cal. 12"),
    "20 gauge": ("20", "20 ga"),
}


class _Foreign(NamedTuple):
    make: str
    shape: Shape
    kind: Kind


_UNKNOWN_MAKERS: Final = tuple(
    _Foreign(make, shape_of(shape), Kind(model, calibre, type_, 1))
    for make, shape, model, calibre, type_ in (
        ("Arcus", "25[A-N]@######", "98DA", "9x19", "pistol"),
        ("Diamondback", "DB[12]######", "DB15", "5.56x45", "rifle"),
        ("Anderson", "[12][0-9]######", "AM-15", "5.56x45", "rifle"),
        ("Grand Power", "K[01]#####", "K100", "9x19", "pistol"),
        ("Iver Johnson", "[A-N]#####", "Cadet", ".38 S&W", "revolver"),
        ("Harrington & Richardson", "[A-Z]@######", "Topper", "12 gauge", "shotgun"),
        ("Unique", "######", "D2", ".22 LR", "pistol"),
        ("Khyber Arms", "#####", "Star", "9x19", "pistol"),
    )
)
"""Makers that no series of ``formats.csv`` has, with shapes of the same kind (unverified)."""


@dataclass(frozen=True)
class _Truth:
    row: int
    serial: str
    make: str
    kind: Kind
    absence: str


def queries(rows: int, seed: int, count: int, *, query_seed: int = 1, absent_percent: int = 20) -> pa.Table:
    """Give ``count`` queries against ``register(rows, seed)``, with the truth beside them.

    Columns: those of :class:`~salwa.kernel.marks.model.Written`; ``record`` (row of ``segment_records``, 0 where truly
    absent), ``external_id`` ("" where absent), ``true_serial`` as stamped, ``damage`` (a key of :data:`DAMAGES`),
    ``make_damage`` (of :data:`MAKES`) and ``absence`` ("" or a key of :data:`ABSENCES`).
    """
    layout = laid_out(rows, seed)
    chance = random.Random(query_seed)
    truths = _truths(layout, count, chance, absent_percent)
    return pa.Table.from_pylist([_query(n, truth, chance) for n, truth in enumerate(truths, 1)], schema=SCHEMA)


def damaged(serial: str, damage: str, chance: random.Random) -> str:
    """Give ``serial`` with the ``damage`` (a key of :data:`DAMAGES`), or with the nearest that its characters allow."""
    return _DAMAGE[damage](serial, chance)


def _truths(layout: Layout, count: int, chance: random.Random, absent_percent: int) -> list[_Truth]:
    drawn = [chance.randrange(layout.rows) for _ in range(count)]
    of = facts(layout, np.array(drawn, dtype=np.int64))
    stamped = serials(of).to_pylist()
    return [
        _absent(layout, of, at, chance)
        if chance.randrange(100) < absent_percent
        else _Truth(row, stamped[at], series()[int(of.series[at])].make, kind_table().kinds[int(of.kind[at])], "")
        for at, row in enumerate(drawn)
    ]


def _absent(layout: Layout, of: Facts, at: int, chance: random.Random) -> _Truth:
    absence = _drawn(ABSENCES, chance)
    if absence == "unknown_maker":
        one = chance.choice(_UNKNOWN_MAKERS)
        return _Truth(-1, one.shape.write(chance.randrange(one.shape.capacity)), one.make, one.kind, absence)
    of_series, kind = int(of.series[at]), kind_table().kinds[int(of.kind[at])]
    if absence == "namesake":
        other = chance.choice([one for one in series() if one.make != series()[of_series].make])
        return _Truth(-1, serials(of)[at].as_py(), other.make, chance.choice(other.kinds), absence)
    shape = series()[of_series].shape
    if absence == "next_to_fleet":
        near = _next_to_fleet(layout, chance)
        if near is not None:
            of_series, number = near
            kind = chance.choice(series()[of_series].kinds)
            shape = series()[of_series].shape
            return _Truth(-1, shape.write(number), series()[of_series].make, kind, absence)
    number = chance.randrange(shape.capacity)
    while layout.holds(of_series, number):
        number = chance.randrange(shape.capacity)
    return _Truth(-1, shape.write(number), series()[of_series].make, kind, "same_series")


def _next_to_fleet(layout: Layout, chance: random.Random) -> tuple[int, int] | None:
    """Choose a fleet and a free number at most 20 past either end; None where a small register has no such place."""
    for _ in range(200):
        row = np.array([chance.randrange(layout.rows)], dtype=np.int64)
        unit = int(layout.units(row)[0])
        size = int(layout.begins[unit + 1] - layout.begins[unit])
        if size < SMALLEST_FLEET:
            continue
        of_series = int(layout.series_of[unit])
        past = chance.randrange(1, 21)
        number = int(layout.first[unit]) + (size - 1 + past if chance.randrange(2) else -past)
        if 0 <= number < series()[of_series].shape.capacity and not layout.holds(of_series, number):
            return of_series, number
    return None


def _query(number: int, truth: _Truth, chance: random.Random) -> dict[str, str | int]:
    damage, make_damage = _drawn(DAMAGES, chance), _drawn(MAKES, chance)
    written = damaged(truth.serial, damage, chance)
    query: dict[str, str | int] = {
        "query_id": f"Q{number:06d}",
        "marks": "",
        "serial": written,
        "make": _make(truth.make, make_damage, chance),
        "model": _written(truth.kind.model, MODELS, lambda: chance.choice(kind_table().kinds).model, chance),
        "calibre": _calibre(truth.kind.calibre, chance),
        "type": _written(truth.kind.type, TYPES, lambda: chance.choice(("pistol", "revolver", "rifle")), chance),
        "remarks": "",
        "record": truth.row + 1,
        "external_id": external_id(truth.row) if truth.row >= 0 else "",
        "true_serial": truth.serial,
        "damage": damage,
        "make_damage": make_damage,
        "absence": truth.absence,
    }
    if damage == "wrong_field":
        query |= {
            "serial": "",
            "remarks": chance.choice(("serial {}", "s/n {}", "no. {} on the frame")).format(written),
        }
    return query


def _drawn(shares: Shares, chance: random.Random) -> str:
    return chance.choices(tuple(shares), tuple(shares.values()))[0]


def _make(make: str, damage: str, chance: random.Random) -> str:
    if damage == "missing":
        return ""
    if damage == "wrong":
        others = [one.make for one in series() if one.make != make]
        return chance.choices(others, [one.share for one in series() if one.make != make])[0]
    return _misspelt(make, chance) if damage == "misspelt" else chance.choice((make, make.upper()))


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name))
    change = chance.randrange(3)
    if change == 0:
        return name[:at] + name[at + 1 :]
    if change == 1:
        return name[:at] + name[at - 1] + name[at:]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


def _calibre(calibre: str, chance: random.Random) -> str:
    how = _drawn(CALIBRES, chance)
    if how == "family":
        return chance.choice(_FAMILY.get(calibre, (calibre,)))
    return {"right": calibre, "missing": "", "wrong": chance.choice(tuple(_FAMILY))}[how]


def _written(true: str, shares: Shares, wrong: Callable[[], str], chance: random.Random) -> str:
    how = _drawn(shares, chance)
    if how == "missing":
        return ""
    return wrong() if how == "wrong" else true


def _exact(serial: str, _chance: random.Random) -> str:
    return serial


def _spacing(serial: str, chance: random.Random) -> str:
    if any(c in " -" for c in serial):
        return serial.replace(" ", "").replace("-", "")
    at = chance.randrange(1, len(serial))
    return serial[:at] + chance.choice(" -./") + serial[at:]


def _look_alikes(serial: str, chance: random.Random, count: int) -> str:
    places = [at for at, c in enumerate(serial) if c in _ALIKE]
    if len(places) < count:
        return _substituted(serial, chance)
    out = list(serial)
    for at in chance.sample(places, count):
        out[at] = chance.choice(_ALIKE[out[at]])
    return "".join(out)


def _substituted(serial: str, chance: random.Random) -> str:
    at = _place(serial, chance)
    return serial[:at] + _neighbour(serial[at], chance) + serial[at + 1 :]


def _neighbour(character: str, chance: random.Random) -> str:
    """A key beside that of ``character`` which does not look like it; else any other digit."""
    for row in _ROWS_OF_KEYS:
        at = row.find(character.upper())
        if at >= 0:
            near = [
                c for c in (row[max(at - 1, 0)], row[min(at + 1, len(row) - 1)]) if _folded(c) != _folded(character)
            ]
            if near:
                return chance.choice(near)
    return chance.choice([c for c in "0123456789" if c != _folded(character)])


def _folded(character: str) -> str:
    return LOOK_ALIKES.get(character.upper(), character.upper())


def _inserted(serial: str, chance: random.Random) -> str:
    at = _place(serial, chance)
    extra = serial[at] if chance.randrange(2) else chance.choice("0123456789")
    return serial[:at] + extra + serial[at:]


def _dropped(serial: str, chance: random.Random) -> str:
    at = _place(serial, chance)
    return serial[:at] + serial[at + 1 :]


def _transposed(serial: str, chance: random.Random) -> str:
    places = [
        at
        for at in range(len(serial) - 1)
        if serial[at].isalnum() and serial[at + 1].isalnum() and _folded(serial[at]) != _folded(serial[at + 1])
    ]
    if not places:
        return _substituted(serial, chance)
    at = chance.choice(places)
    return serial[:at] + serial[at + 1] + serial[at] + serial[at + 2 :]


def _two_edits(serial: str, chance: random.Random) -> str:
    for _ in range(2):
        serial = chance.choice((_substituted, _substituted, _inserted, _dropped))(serial, chance)
    return serial


def _unreadable(serial: str, chance: random.Random, count: int = 1) -> str:
    places = [at for at, c in enumerate(serial) if c.isalnum()]
    out = list(serial)
    for at in chance.sample(places, min(count, len(places))):
        out[at] = "?"
    return "".join(out)


def _prefix_lost(serial: str, chance: random.Random) -> str:
    return serial[min(chance.randrange(1, 4), max(len(plain(serial)) - 4, 1)) :].lstrip(" -")


def _zeros_lost(serial: str, _chance: random.Random) -> str:
    """The number as a spreadsheet has it; the serial itself where it does not begin with a zero."""
    return serial.lstrip("0") or serial if serial.isdigit() else serial


def _zeros_added(serial: str, chance: random.Random) -> str:
    """The number filled up with zeros; the serial itself where it is more than a number."""
    return "0" * chance.randrange(1, 4) + serial if serial.isdigit() else serial


def _suffix_lost(serial: str, chance: random.Random) -> str:
    return serial[: -min(chance.randrange(1, 3), max(len(plain(serial)) - 4, 1))].rstrip(" -")


def _place(serial: str, chance: random.Random) -> int:
    return chance.choice([at for at, c in enumerate(serial) if c.isalnum()])


_DAMAGE: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "exact": _exact,
    "spacing": _spacing,
    "look_alike": lambda serial, chance: _look_alikes(serial, chance, 1),
    "look_alike_2": lambda serial, chance: _look_alikes(serial, chance, 2),
    "substituted": _substituted,
    "inserted": _inserted,
    "dropped": _dropped,
    "transposed": _transposed,
    "two_edits": _two_edits,
    "unreadable": _unreadable,
    "unreadable_2": lambda serial, chance: _unreadable(serial, chance, 2),
    "unreadable_look_alike": lambda serial, chance: _unreadable(_look_alikes(serial, chance, 1), chance),
    "prefix_lost": _prefix_lost,
    "suffix_lost": _suffix_lost,
    "zeros_lost": _zeros_lost,
    "zeros_added": _zeros_added,
    "wrong_field": _exact,
}
