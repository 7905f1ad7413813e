"""Kernel, packs: read the text of a pack into its shapes. What cannot be is told all at once, each with its place."""

import tomllib
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from salwa.kernel.packs.model import Check, Names, Pack

WITHOUT_END: Final = "without end"
"""What a file says for a time that has no end: TOML has no word for nothing, and a forgotten line is no decision."""
_PAIRS: Final[dict[object, tuple[str, str, object]]] = {
    tuple[Check, int]: ("check", "months", 0),
    tuple[str, Names]: ("code", "name", MISSING),
}
"""Pairs that a file writes as small tables: the names of both, and what stands where the second is left out."""
_LEFT_OUT: Final[dict[str, object]] = {
    "valid_to": None, "retention": (), "licences": (), "transfers": (), "marking": (),
}  # fmt: skip
"""What a pack may leave out without a fault of reading; whether it should have said it, packs/validating.py tells."""
_SIMPLE: Final[dict[object, str]] = {str: "a text", int: "a whole number", bool: "true or false", date: "a date"}
T = TypeVar("T")


class PackFaulty(ValueError):
    """A pack says something that cannot be. ``faults`` names for each place what is wrong there."""

    def __init__(self, faults: str | Sequence[str]) -> None:
        """Take a sentence, or several."""
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class _Wrong(Exception):
    """Leaves a value that cannot be read; the fault is noted already."""


def parsed(text: str, where: str) -> Pack:
    """Read a pack. Raises PackFaulty, naming ``where`` and everything that cannot be read."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackFaulty(f"{where}: {error}") from error
    reader = _Reader()
    try:
        pack = reader.shape(Pack, told, "")
    except _Wrong:
        pack = None
    if pack is None or reader.faults:
        raise PackFaulty([f"{where}: {fault}" for fault in reader.faults])
    return pack


class _Reader:
    """Reads values by the kind their field has, and notes what does not fit."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def shape(self, kind: type[T], told: object, place: str) -> T:
        """Read a table as a shape. Raises _Wrong where anything of it cannot be read."""
        if not isinstance(told, Mapping):
            raise self._wrong(place, "is no table")
        hints = _hints(cast(Any, kind))
        for name in told.keys() - hints.keys():
            self._note(f"{place}{name}", f"{kind.__name__} has no such word; it has {', '.join(sorted(hints))}")
        read: dict[str, Any] = {}
        sound = True
        for field in fields(cast(Any, kind)):
            if field.name in told:
                try:
                    read[field.name] = self.value(hints[field.name], told[field.name], f"{place}{field.name}")
                except _Wrong:
                    sound = False
            elif kind is Pack and field.name in _LEFT_OUT:
                read[field.name] = _LEFT_OUT[field.name]
            elif field.default is MISSING and field.default_factory is MISSING:
                self._note(f"{place}{field.name}", "is missing")
                sound = False
        if not sound:
            raise _Wrong
        return kind(**read)

    def value(self, hint: Any, told: object, place: str) -> Any:
        """Read one value by its kind. Raises _Wrong."""
        if hint in _PAIRS:
            return self._pair(hint, told, place)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], told, place)
        if get_origin(hint) in (Union, types.UnionType):
            return None if told == WITHOUT_END else self.value(get_args(hint)[0], told, place)
        if is_dataclass(hint):
            return self.shape(cast(Any, hint), told, f"{place}, ")
        return self._single(hint, told, place)

    def _list(self, hint: Any, told: object, place: str) -> tuple[Any, ...]:
        if not isinstance(told, list):
            raise self._wrong(place, "is no list")
        read = []
        for at, one in enumerate(told, start=1):
            try:
                read.append(self.value(hint, one, f"{place} {at}"))
            except _Wrong:
                continue
        if len(read) < len(told):
            raise _Wrong
        return tuple(read)

    def _pair(self, hint: Any, told: object, place: str) -> tuple[Any, Any]:
        first, second, otherwise = _PAIRS[hint]
        if not isinstance(told, Mapping) or first not in told or told.keys() - {first, second}:
            raise self._wrong(place, f"is no table of {first} and {second}")
        if second not in told and otherwise is MISSING:
            raise self._wrong(f"{place}, {second}", "is missing")
        kinds = get_args(hint)
        one = self.value(kinds[0], told[first], f"{place}, {first}")
        return one, self.value(kinds[1], told.get(second, otherwise), f"{place}, {second}")

    def _names(self, told: object, place: str) -> dict[str, str]:
        if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
            raise self._wrong(place, "is no table of names by language")
        return told

    def _word(self, kind: type[StrEnum], told: object, place: str) -> StrEnum:
        try:
            return kind(str(told))
        except ValueError:
            raise self._wrong(place, f"{told!r} is none of {', '.join(kind)}") from None

    def _single(self, hint: Any, told: object, place: str) -> object:
        if get_origin(hint) is get_origin(Names):
            return self._names(told, place)
        if issubclass(hint, StrEnum):
            return self._word(hint, told, place)
        return self._simple(hint, told, place)

    def _simple(self, kind: Any, told: object, place: str) -> object:
        if kind is float and isinstance(told, int) and not isinstance(told, bool):
            return float(told)
        fits = isinstance(told, kind) and not (kind is int and isinstance(told, bool))
        if not fits or isinstance(told, datetime):
            raise self._wrong(place, f"{told!r} is not {_SIMPLE.get(kind, 'a number')}")
        return told

    def _note(self, place: str, what: str) -> None:
        self.faults.append(f"{place.removesuffix(', ')}: {what}" if place else what)

    def _wrong(self, place: str, what: str) -> _Wrong:
        self._note(place, what)
        return _Wrong()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
