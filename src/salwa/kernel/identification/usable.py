"""Kernel, identification: which written texts can serve as a serial at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from salwa.kernel.identification.model import SerialText
from salwa.kernel.marks.folding import UNREADABLE, plain

FEWEST_READABLE: Final = 2
LEAST_WEIGHT: Final = 1e-6
LEAST_SURE: Final = 0.25
"""A text less surely a serial is searched, but nothing follows from its not being found."""


@dataclass(frozen=True, slots=True)
class Text:
    """One written serial: verbatim, plain, weight."""

    verbatim: str
    plain: str
    weight: float

    @property
    def readable(self) -> int:
        """Characters that could be read."""
        return len(self.plain) - self.unreadable

    @property
    def unreadable(self) -> int:
        """Characters that could not."""
        return self.plain.count(UNREADABLE)


def texts_of(serials: Sequence[SerialText]) -> tuple[Text, ...]:
    """Give the usable written serials, each plain text once, the likeliest first."""
    best: dict[str, Text] = {}
    for one in sorted(serials, key=lambda given: -given.weight):
        text = Text(one.text, plain(one.text), min(1.0, max(one.weight, LEAST_WEIGHT)))
        if text.readable >= FEWEST_READABLE:
            best.setdefault(text.plain, text)
    return tuple(best.values())
