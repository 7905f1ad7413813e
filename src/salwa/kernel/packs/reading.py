"""Kernel, packs: read the packs that ship, and find the one that holds in a State on a day."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, TypeVar

from salwa.kernel.packs import model
from salwa.kernel.packs.model import Pack

GENERIC: Final = "generic"
"""The pack of a State that has none of its own: what the international instruments say, and nothing more."""
T = TypeVar("T")


class PackFaulty(ValueError):
    """A pack says something that cannot be: the sentence names file and place."""


def pack_of(state: str, day: date) -> Pack:
    """Give the pack that holds in a State (ISO 3166-1 alpha-2) on a day; the generic one where it has none.

    Of several editions that hold on that day the newest counts. Before the first edition the first one holds.
    """
    of_state = [pack for pack in packs() if pack.state == state] or [one for one in packs() if one.state == GENERIC]
    holding = [pack for pack in of_state if pack.valid_from <= day and (pack.valid_to is None or day <= pack.valid_to)]
    return max(holding, key=lambda pack: pack.valid_from) if holding else of_state[0]


def states() -> tuple[str, ...]:
    """Give the States that have a pack of their own."""
    return tuple(dict.fromkeys(pack.state for pack in packs() if pack.state != GENERIC))


@lru_cache(maxsize=1)
def packs() -> tuple[Pack, ...]:
    """Give every pack that ships, by State and first day. Raises PackFaulty where one cannot be read."""
    root = files(__package__).joinpath("data")
    read = [
        parsed(file.read_text(encoding="utf-8"), f"{folder.name}/{file.name}")
        for folder in root.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(read, key=lambda pack: (pack.state, pack.valid_from)))


def parsed(text: str, where: str) -> Pack:
    """Read a pack. Raises PackFaulty, naming ``where`` and what is wrong."""
    try:
        told = tomllib.loads(text)
        lists = {
            "retention": _each(model.RetentionRule, told.pop("retention", ())),
            "licences": tuple(_licence(one) for one in told.pop("licences", ())),
            "transfers": _each(model.TransferRule, told.pop("transfers", ())),
            "marking": _each(model.MarkingScheme, told.pop("marking", ())),
            "identity": _one(model.IdentityRule, told.pop("identity")),
            "forms": tuple(_form(one) for one in told.pop("forms", ())),
            "additions": _each(model.Addition, told.pop("additions", ())),
        }
        return _one(Pack, told | {"valid_to": told.get("valid_to")}, **lists)
    except (KeyError, TypeError, ValueError, tomllib.TOMLDecodeError) as error:
        raise PackFaulty(f"{where}: {error}") from error


def _licence(told: dict[str, Any]) -> model.LicenceKind:
    checks = tuple((model.Check(one["check"]), int(one.get("months", 0))) for one in told.pop("checks", ()))
    conditions = _each(model.Condition, told.pop("conditions", ()))
    return _one(model.LicenceKind, told, checks=checks, conditions=conditions)


def _form(told: dict[str, Any]) -> model.Form:
    extras = tuple(_extra(one) for one in told.pop("extras", ()))
    return _one(model.Form, told, extras=extras)


def _extra(told: dict[str, Any]) -> model.Extra:
    choices = tuple((one["code"], one["name"]) for one in told.pop("choices", ()))
    return _one(model.Extra, told, choices=choices)


def _each(kind: type[T], told: Iterable[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(_one(kind, one) for one in told)


def _one(kind: type[T], told: Mapping[str, Any], **made: object) -> T:
    """Make one shape of a table; words become the codes of its field's kind, lists become tuples."""
    read = {field.name: _value(field.type, told[field.name]) for field in fields(kind) if field.name in told}  # type: ignore[arg-type]  # every kind here is a dataclass
    unknown = told.keys() - read.keys()
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**read, **made)


_CODES: Final = {
    "RecordKind": model.RecordKind,
    "Counting": model.Counting,
    "Answer": model.Answer,
    "MarkingUse": model.MarkingUse,
    "Dealing": model.Dealing,
    "Consent": model.Consent,
}


def _value(annotation: object, told: Any) -> Any:
    name = getattr(annotation, "__name__", str(annotation))
    inner = next((code for key, code in _CODES.items() if key in str(annotation) or key == name), None)
    if isinstance(told, list):
        return tuple(inner(one) if inner else one for one in told)
    if inner is not None and isinstance(told, str):
        return inner(told)
    return told
