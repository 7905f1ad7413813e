"""Tracing, rules, ¶29: what may be asked. Pure.

Source: the limits are ours; the controls are the kernel's (:mod:`salwa.kernel.marks.controls`).
"""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from salwa.kernel.marks.controls import CONTROL, TURNING
from salwa.kernel.marks.model import Written

LONGEST_FIELD: Final = 2_000
"""Characters of one field of marks; what stands on a firearm is far shorter."""
LONGEST_QUERY_ID: Final = 200
FIELDS: Final = tuple(f.name for f in dataclasses.fields(Written) if f.name != "query_id")
"""The fields of a question, in their order: marks, serial, make, model, calibre, type, remarks."""


class TextProblem(StrEnum):
    """Why a text cannot be a field of a question."""

    LONG = "long"
    DIRECTION = "direction"
    CONTROL = "control"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong with a text; ``place`` counts its characters from 1, ``longest`` is the limit that was set."""

    problem: TextProblem
    place: int
    longest: int


def fault_of_text(text: str, longest: int = LONGEST_FIELD) -> TextFault | None:
    """Find why ``text`` cannot be a field of a question; None where it can."""
    if len(text) > longest:
        return TextFault(TextProblem.LONG, longest + 1, longest)
    for place, character in enumerate(text, start=1):
        if TURNING.match(character):
            return TextFault(TextProblem.DIRECTION, place, longest)
        if CONTROL.match(character):
            return TextFault(TextProblem.CONTROL, place, longest)
        if "\ud800" <= character <= "\udfff":
            return TextFault(TextProblem.BROKEN, place, longest)
    return None


def is_empty(written: Written) -> bool:
    """Whether nothing at all was written."""
    return not any(getattr(written, field).strip() for field in FIELDS)
