"""Kernel, synthesis: how makers write their serials, as an unverified table from general knowledge.

``formats.csv`` has one row per series of numbers of one maker: the shape of the serial, the years, the share of the
series in a register and the models that share its numbers. Every row is marked ``unverified``: it serves to make up
registers and is never a rule by which a real mark is judged.

A shape is read from left to right: ``#`` is a digit, ``@`` a Latin capital, ``[...]`` one of the characters named
(ranges allowed), anything else itself.
"""

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from string import ascii_uppercase, digits
from typing import Final

import numpy as np
import numpy.typing as npt

from salwa.kernel.marks.folding import plain

Numbers = npt.NDArray[np.int64]
Octets = npt.NDArray[np.uint8]

NEVER_STAMPED: Final = frozenset("ЙЩЪЫЬЭ")
"""Cyrillic letters that the synthetic prefixes leave out."""


@dataclass(frozen=True)
class Shape:
    """The shape of a serial: for each position the characters that may stand there.

    A number from 0 to ``capacity`` - 1 stands for one serial. The last digits count quickest; letters after the last
    digit count slowest, as makers use them (``1234a`` before ``1235a`` before ``1234b``).
    """

    text: str
    positions: tuple[str, ...]

    @cached_property
    def capacity(self) -> int:
        """How many serials have this shape."""
        total = 1
        for characters in self.positions:
            total *= len(characters)
        return total

    @cached_property
    def quickest_first(self) -> tuple[int, ...]:
        """Positions in the order in which they count, the quickest first."""
        last = len(self.positions)
        while last and not self.positions[last - 1][0].isdigit():
            last -= 1
        if not last:
            last = len(self.positions)
        return (*range(last - 1, -1, -1), *range(len(self.positions) - 1, last - 1, -1))

    @cached_property
    def verbatim_octets(self) -> tuple[Octets, ...]:
        """For each position a table (characters, octets) in UTF-8, padded with zeros."""
        return tuple(_table(list(characters)) for characters in self.positions)

    @cached_property
    def plain_octets(self) -> tuple[Octets, ...]:
        """The same for the plain text of the serial; a separator has no octets."""
        return tuple(_table([plain(character) for character in characters]) for characters in self.positions)

    def write(self, number: int) -> str:
        """Give the serial for ``number``.

        Raises:
            ValueError: if ``number`` is outside the shape.
        """
        if not 0 <= number < self.capacity:
            raise ValueError(f"{self.text} has no serial number {number}")
        out = [""] * len(self.positions)
        for position in self.quickest_first:
            number, digit = divmod(number, len(self.positions[position]))
            out[position] = self.positions[position][digit]
        return "".join(out)

    def octets(self, numbers: Numbers, *, plainly: bool = False) -> Octets:
        """Give the serials for ``numbers`` as a matrix (numbers, octets) in UTF-8 with zeros between and behind."""
        tables = self.plain_octets if plainly else self.verbatim_octets
        starts = np.concatenate([[0], np.cumsum([table.shape[1] for table in tables])])
        out = np.zeros((len(numbers), int(starts[-1])), dtype=np.uint8)
        left = numbers.copy()
        for position in self.quickest_first:
            table = tables[position]
            columns = slice(int(starts[position]), int(starts[position + 1]))
            if len(table) == 1:
                out[:, columns] = table[0]
                continue
            left, digit = np.divmod(left, len(table))
            out[:, columns] = table[digit]
        return out


@dataclass(frozen=True)
class Kind:
    """One model of a series: its names as the vocabularies know them, and its weight among the series' models."""

    model: str
    calibre: str
    type: str
    weight: int


@dataclass(frozen=True)
class Series:
    """One series of numbers of one maker. ``country`` is ISO 3166-1 alpha-2; ``share`` counts against all shares."""

    make: str
    country: str
    shape: Shape
    first_year: int
    last_year: int
    share: int
    kinds: tuple[Kind, ...]


def shape_of(text: str) -> Shape:
    """Read a shape as ``formats.csv`` writes it.

    Raises:
        ValueError: if a bracket is not closed or holds nothing.
    """
    positions: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "[":
            end = text.find("]", at)
            if end < at + 2:
                raise ValueError(f"an open or empty bracket in the shape {text!r}")
            positions.append(_characters(text[at + 1 : end]))
            at = end
        else:
            positions.append({"#": digits, "@": ascii_uppercase}.get(text[at], text[at]))
        at += 1
    return Shape(text, tuple(positions))


@cache
def series() -> tuple[Series, ...]:
    """Give every series of ``formats.csv``, in the order of the file."""
    lines = files(__package__).joinpath("formats.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Series(
            make=row["make"],
            country=row["country"],
            shape=shape_of(row["serial"]),
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"]),
            share=int(row["share"]),
            kinds=tuple(_kind(text) for text in row["models"].split("|")),
        )
        for row in csv.DictReader(lines)
    )


def _kind(text: str) -> Kind:
    model, calibre, type_, weight = text.split(";")
    return Kind(model, calibre, type_, int(weight))


def _characters(inside: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(inside):
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            out += [chr(c) for c in range(ord(inside[at]), ord(inside[at + 2]) + 1)]
            at += 3
        else:
            out.append(inside[at])
            at += 1
    return "".join(c for c in out if c not in NEVER_STAMPED)


def _table(texts: list[str]) -> Octets:
    encoded = [text.encode() for text in texts]
    width = max(map(len, encoded))
    return np.array([list(text.ljust(width, b"\0")) for text in encoded], dtype=np.uint8).reshape(len(texts), width)
