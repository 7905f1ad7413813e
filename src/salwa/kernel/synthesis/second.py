"""Kernel, synthesis: marks on their way from the metal to a request, second error model.

Nothing here is shared with :mod:`salwa.kernel.synthesis.damage`: no code, no table, no constant. There an error is a
class drawn for a serial; here it is what is left of a text after the stages that it went through: the metal is worn,
a hand copies it, a machine reads a photograph or a voice spells it over the telephone, a clerk types it into the form
of his station. One text may be hurt at several stages and often at none. The parameters of identification are
calibrated and tested on this model, never fitted to it (docs/explanation/synthetic-data.md).
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pyarrow as pa

_FIELDS = ("query_id", "marks", "serial", "make", "model", "calibre", "type", "remarks")
SCHEMA = pa.schema([(name, pa.string()) for name in (*_FIELDS, "external_id", "true_serial", "way", "not_held")])

STATIONS = 60
"""Stations of the fictional police, each with its own form and habits."""

# What a stage does wrong, per character that passes it (machine, voice, pen, keys) or per text (the rest).
_PEN = 0.016
_MACHINE = 0.034
_VOICE = 0.030
_KEYS = 0.010
_WORN = 0.13
_CUT_BY_LINE = 0.02
_WRONG_LINE = 0.004
_TAIL_OF_NEXT_LINE = 0.003

_PEN_MISREAD = {
    "1": "77I4", "7": "112T", "4": "99A", "9": "4g7", "0": "O6U", "6": "0b5", "5": "S36", "3": "588", "2": "Z7",
    "8": "3B", "A": "4H", "B": "8R", "C": "GL", "D": "O0P", "E": "FC", "F": "EP", "G": "C6", "H": "NA", "I": "1J",
    "J": "IT", "K": "XH", "L": "1C", "M": "NW", "N": "MHU", "O": "0Q", "P": "FRD", "Q": "O9", "R": "PK", "S": "5J",
    "T": "7J", "U": "VO", "V": "UY", "W": "MU", "X": "KY", "Y": "V4", "Z": "27",
}  # fmt: skip
_MACHINE_MISREAD = {
    "0": ("O", "D", "8"), "1": ("I", "l", "|"), "2": ("Z", "7"), "3": ("8", "B"), "4": ("A",), "5": ("S", "6"),
    "6": ("G", "8"), "7": ("1", "T"), "8": ("B", "3", "0"), "9": ("g", "q"), "B": ("8", "E"), "C": ("G", "("),
    "D": ("0", "O"), "E": ("F", "B"), "G": ("6", "C"), "H": ("N", "II"), "I": ("1", "l"), "J": ("3", "I"),
    "K": ("X",), "M": ("N", "IVI"), "N": ("M", "H"), "O": ("0", "Q"), "P": ("F", "R"), "Q": ("O", "0"),
    "R": ("P", "A"), "S": ("5", "8"), "T": ("7", "I"), "U": ("V", "LI"), "V": ("U", "Y"), "W": ("VV", "M"),
    "X": ("K",), "Y": ("V",), "Z": ("2", "7"),
}  # fmt: skip
_SOUNDS_LIKE = ("BDPTVE3", "CZ", "GJ", "MN", "FSX", "AH8K", "IY59", "QU2", "0O", "1")
_TEENS = {f"1{digit}": f"{digit}0" for digit in "3456789"} | {f"{digit}0": f"1{digit}" for digit in "3456789"}
_NEAR_ON_PAD = {
    "1": "24", "2": "135", "3": "26", "4": "157", "5": "2468", "6": "359", "7": "48", "8": "579", "9": "68", "0": "12",
}  # fmt: skip
_STRANGE_MAKERS = (
    "Ortgies", "Dreyse", "Campo-Giro", "Bernardelli", "Zoraki", "Ekol", "Pardini", "Husqvarna", "Lahti", "Madsen",
    "Carl Gustaf", "Obregon", "Ballester Molina", "Nambu", "Type Pen", "Local workshop",
)  # fmt: skip
_WORDS_FOR_TYPE = {
    "pistol": ("pistol", "hand gun", "pistola", "pistolet"),
    "revolver": ("revolver", "revólver", "wheel gun"),
    "rifle": ("rifle", "long gun", "fusil", "assault rifle"),
    "shotgun": ("shotgun", "escopeta", "pump gun"),
    "submachine gun": ("sub machine gun", "SMG"),
    "machine gun": ("LMG", "machinegun"),
    "carbine": ("carbine", "rifle"),
}


@dataclass(frozen=True)
class _Station:
    """How one station writes: its form, its separators, its words before a number, what it leaves out."""

    separator: str
    before: str
    small_letters: bool
    one_line: bool
    tells_make: float
    tells_model: float
    tells_calibre: float
    tells_type: float
    by: str
    gap_sign: str


@dataclass
class _Case:
    """One firearm on its way. ``way`` names the stages that changed something."""

    serial: str
    make: str
    model: str
    calibre: str
    type: str
    external_id: str = ""
    not_held: str = ""
    written: str = ""
    remark: str = ""
    way: list[str] = field(default_factory=list)


def queries(register: pa.Table, count: int, seed: int, absent_share: float = 0.2) -> pa.Table:
    """Give ``count`` queries against ``register`` (the importer's default columns), with the truth beside them.

    Columns: those of :class:`~salwa.kernel.marks.model.Written`; ``external_id`` of the true row ("" where the firearm
    is truly not in the register), ``true_serial`` as stamped, ``way`` (the stages that changed the serial, joined by
    ``+``; "" where none did) and ``not_held`` ("" or how an absent firearm came to be).
    """
    chance = random.Random(f"second {seed}")
    stations = [_station(chance) for _ in range(STATIONS)]
    rows = _Rows(register)
    out = []
    for number in range(count):
        case = _stranger(rows, chance) if chance.random() < absent_share else rows.case(chance.randrange(len(rows)))
        station = chance.choice(stations)
        _travel(case, station, rows, chance)
        out.append({"query_id": f"S{number + 1}", **_on_the_form(case, station, chance)})
    return pa.Table.from_pylist(out, schema=SCHEMA)


class _Rows:
    """The register, and whether it holds a number."""

    def __init__(self, register: pa.Table) -> None:
        names = ("serial", "make", "model", "calibre", "type", "external_id")
        self._columns = [register.column(name).combine_chunks() for name in names]
        self._numbers = frozenset(_bare(text) for text in self._columns[0].to_pylist())

    def __len__(self) -> int:
        return len(self._columns[0])

    def case(self, row: int) -> _Case:
        serial, make, model, calibre, type_, external_id = (str(column[row]) for column in self._columns)
        return _Case(serial.upper(), make, model, calibre, type_.lower(), external_id)

    def holds(self, serial: str) -> bool:
        return _bare(serial) in self._numbers


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def _station(chance: random.Random) -> _Station:
    return _Station(
        separator=chance.choice(("", "", "", "", " ", "-", ".", "/")),
        before=chance.choice(("", "", "", "", "", "No. ", "S/N ", "SN: ", "# ", "nr ")),
        small_letters=chance.random() < 0.15,
        one_line=chance.random() < 0.12,
        tells_make=chance.uniform(0.6, 1.0),
        tells_model=chance.uniform(0.0, 0.7),
        tells_calibre=chance.uniform(0.4, 1.0),
        tells_type=chance.uniform(0.2, 1.0),
        by=chance.choice(("pen", "pen", "pen", "machine", "voice", "keys", "keys")),
        gap_sign=chance.choice(("?", "?", "*", "_", "?")),
    )


def _travel(case: _Case, station: _Station, rows: _Rows, chance: random.Random) -> None:
    """Take the serial of ``case`` from the metal to the form."""
    case.written = case.serial
    _stage(case, "worn", lambda text: _worn(text, station, chance))
    if not case.not_held:
        _stage(case, "wrong line", lambda text: _wrong_line(text, rows, chance))
    _stage(case, station.by, lambda text: _STAGES[station.by](text, chance))
    if station.by != "keys":
        _stage(case, "typed", lambda text: _keys(text, chance))
    _stage(case, "line end", lambda text: _line_end(case, text, chance))


def _stage(case: _Case, name: str, changed: Callable[[str], str]) -> None:
    before, case.written = case.written, changed(case.written)
    if case.written != before:
        case.way.append(name)


def _worn(text: str, station: _Station, chance: random.Random) -> str:
    """One run of characters cannot be read: one or two as a rule, rarely more, oftener at an end."""
    if chance.random() >= _WORN:
        return text
    run = chance.choices((1, 2, 3, 4), (52, 34, 9, 5))[0]
    last = max(len(text) - run, 0)
    start = chance.choice((0, last, chance.randint(0, last), chance.randint(0, last)))
    return text[:start] + station.gap_sign * min(run, len(text)) + text[start + run :]


def _wrong_line(text: str, rows: _Rows, chance: random.Random) -> str:
    """The eye slips to another line of the seizure list: the whole number of that line, or its end."""
    slip = chance.random()
    if slip >= _WRONG_LINE + _TAIL_OF_NEXT_LINE:
        return text
    other = rows.case(chance.randrange(len(rows))).serial
    return other if slip < _WRONG_LINE else text[: len(text) // 2] + other[len(other) // 2 :]


def _pen(text: str, chance: random.Random) -> str:
    out = [
        chance.choice(_PEN_MISREAD[c])
        if c in _PEN_MISREAD and chance.random() < _PEN * (3 if c in "170O" else 1)
        else c
        for c in text
    ]
    if chance.random() < 0.02 and len(out) > 1:
        at = chance.randrange(len(out) - 1)
        out[at], out[at + 1] = out[at + 1], out[at]
    return "".join(out)


def _machine(text: str, chance: random.Random) -> str:
    """A photograph read by machine: characters taken for others, split in two, lost at a border, or a speck read."""
    out = [
        chance.choice(_MACHINE_MISREAD[c]) if c in _MACHINE_MISREAD and chance.random() < _MACHINE else c for c in text
    ]
    if chance.random() < 0.02:
        out = out[1:] if chance.random() < 0.6 else out[:-1]
    if chance.random() < 0.015:
        out.insert(chance.randrange(len(out) + 1), chance.choice(".'1I-"))
    return "".join(out)


def _voice(text: str, chance: random.Random) -> str:
    """A number spelt over the telephone: letters by sound unless said as words, teens for tens, doubles miscounted."""
    said_as_words = chance.random() < 0.5
    out = "".join(_heard(c, chance) if not (said_as_words and c.isalpha()) else c for c in text)
    for left, right in pairwise(text):
        if left + right in _TEENS and chance.random() < 0.01:
            return out.replace(left + right, _TEENS[left + right], 1)
        if left == right and chance.random() < 0.04:
            return out.replace(left + right, left * chance.choice((1, 3)), 1)
    return out


def _heard(character: str, chance: random.Random) -> str:
    if character == "0" and chance.random() < 0.15:
        return "O"
    if chance.random() < _VOICE:
        for group in _SOUNDS_LIKE:
            if character in group and len(group) > 1:
                return chance.choice(group.replace(character, ""))
    return character


def _keys(text: str, chance: random.Random) -> str:
    """Typed on a number pad: the key beside, a key struck twice, a key not struck."""
    out: list[str] = []
    for c in text:
        slip = chance.random() / _KEYS
        if slip < 0.4 and c in _NEAR_ON_PAD:
            out.append(chance.choice(_NEAR_ON_PAD[c]))
        elif slip < 0.7:
            out.append(c + c)
        elif slip >= 1:
            out.append(c)
    if chance.random() < 0.012 and len(out) > 1:
        at = chance.randrange(len(out) - 1)
        out[at : at + 2] = out[at + 1], out[at]
    return "".join(out)


def _line_end(case: _Case, text: str, chance: random.Random) -> str:
    """The number meets the end of a line: broken there, or its rest goes to the remarks, or is lost."""
    if chance.random() >= _CUT_BY_LINE or len(text) < 5:
        return text
    at = chance.randrange(max(2, len(text) - 3), len(text))
    ending = chance.random()
    if ending < 0.6:
        return f"{text[:at]}- {text[at:]}"
    if ending < 0.8:
        case.remark = f"rest of number: {text[at:]}"
    return text[:at]


_STAGES: dict[str, Callable[[str, random.Random], str]] = {
    "pen": _pen,
    "machine": _machine,
    "voice": _voice,
    "keys": _keys,
}


def _stranger(rows: _Rows, chance: random.Random) -> _Case:
    """A firearm that is not in the register, and how that came to be."""
    how = chance.choices(("unregistered sister", "smuggled", "beside", "craft"), (40, 26, 24, 10))[0]
    like = rows.case(chance.randrange(len(rows)))
    like.external_id, like.not_held = "", how
    if how == "smuggled":
        like.make, like.model = chance.choice(_STRANGE_MAKERS), ""
        like.serial = chance.choice(("", "", "A", "KB", "ST")) + str(chance.randrange(1000, 3_000_000))
    elif how == "craft":
        like.make, like.model = chance.choice((like.make, "", "home made")), ""
        like.serial = str(chance.randrange(100, 99_999))
    else:
        like.serial = _sister(like.serial, rows, chance, near=how == "beside")
    return like


def _sister(serial: str, rows: _Rows, chance: random.Random, *, near: bool) -> str:
    """A number as the register's own maker gives them that the register does not hold."""
    run = max(re.findall(r"\d+", serial) or [""], key=len)
    at = serial.rfind(run)
    new = serial
    for _ in range(100):
        if not run:
            break
        value = int(run) + chance.choice((-1, 1)) * chance.randint(1, 60) if near else chance.randrange(10 ** len(run))
        new = serial[:at] + f"{value % 10 ** len(run):0{len(run)}d}" + serial[at + len(run) :]
        if not rows.holds(new):
            return new
    return f"{new}X"


def _on_the_form(case: _Case, station: _Station, chance: random.Random) -> dict[str, str]:
    """Write what is left of the marks the way the station does."""
    serial = _as_the_station_writes(case.written, station, chance)
    make = _make(case.make, chance) if chance.random() < station.tells_make else _ditto(chance)
    model = case.model if chance.random() < station.tells_model else ""
    calibre = _calibre(case.calibre, chance) if chance.random() < station.tells_calibre else ""
    kind = chance.choice(_WORDS_FOR_TYPE.get(case.type, (case.type,))) if chance.random() < station.tells_type else ""
    form = dict.fromkeys(_FIELDS[1:], "") | {"external_id": case.external_id, "true_serial": case.serial}
    form |= {"way": "+".join(case.way), "not_held": case.not_held, "remarks": case.remark}
    if station.one_line:
        return form | {"marks": " ".join(part for part in (make, model, kind, calibre, serial) if part)}
    return form | {"serial": serial, "make": make, "model": model, "calibre": calibre, "type": kind}


def _as_the_station_writes(text: str, station: _Station, chance: random.Random) -> str:
    if station.separator and chance.random() < 0.5:
        at = re.search(r"(?<=[A-Z])(?=\d)", text)
        if at:
            text = text[: at.start()] + station.separator + text[at.start() :]
    if station.small_letters:
        text = text.lower()
    return station.before + text


def _make(make: str, chance: random.Random) -> str:
    """A name as the ear or an old list has it."""
    habit = chance.choices((_as_is, _by_ear, _other_vowel, _cut_short, _in_full, _other_name), (70, 8, 6, 4, 4, 8))[0]
    return habit(make, chance) if make else make


def _as_is(make: str, _chance: random.Random) -> str:
    return make


def _by_ear(make: str, _chance: random.Random) -> str:
    return re.sub(r"ck|kk", "k", re.sub(r"(.)\1", r"\1", make.lower())).capitalize()


def _other_vowel(make: str, chance: random.Random) -> str:
    at = chance.choice([at for at, c in enumerate(make) if c.lower() in "aeiou"] or [0])
    return make[:at] + chance.choice("aeiou") + make[at + 1 :]


def _cut_short(make: str, chance: random.Random) -> str:
    return make[: max(4, len(make) // 2)] + chance.choice(("", "."))


def _in_full(make: str, chance: random.Random) -> str:
    return make.replace("&", "and").replace("-", " ") + chance.choice((" arms", " co", ""))


def _other_name(_make: str, chance: random.Random) -> str:
    return chance.choice(("Browning", "Colt", "Star", "Beretta", "Norinco", "unknown", "Made in Germany", "CZ"))


def _ditto(chance: random.Random) -> str:
    return chance.choice(("", "", "", "", '"', "do.", "-"))


def _calibre(calibre: str, chance: random.Random) -> str:
    habit = chance.random()
    if not calibre or habit < 0.55:
        return calibre
    if habit < 0.75:
        return re.split(r"[ x×]", calibre, maxsplit=1)[0]
    if habit < 0.87:
        return f"cal {calibre.lower()}"
    if habit < 0.94:
        return calibre.replace(".", ",")
    return chance.choice(("9 mm", ".38", "7.62", ".22", "12"))
