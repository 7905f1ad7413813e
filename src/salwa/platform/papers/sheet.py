"""Platform, papers: the parts that a plain paper is made of: facts, tables, paragraphs, places to sign."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Mark:
    """A text that is printed as it stands: monospaced, left to right in every language, never shortened."""

    text: str
    is_mark: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it; an empty value is printed as ``unknown``, never left out silently."""

    label: str
    value: str | Mark
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under a heading, two in a line where they are short (``is_paired``), which spares a page."""

    title: str
    facts: tuple[Fact, ...]
    is_paired: bool = True
    template: ClassVar[str] = "papers/_facts.html"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with headings; ``empty`` is said where it has no row. ``is_wide``: room to write in, marks unbroken."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Mark, ...], ...]
    empty: str = ""
    is_wide: bool = False
    template: ClassVar[str] = "papers/_table.html"


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs under a heading."""

    title: str
    paragraphs: tuple[str, ...]
    template: ClassVar[str] = "papers/_words.html"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places where people sign by hand: one for each role, with name, day and stamp."""

    title: str
    roles: tuple[str, ...]
    template: ClassVar[str] = "papers/_signatures.html"


Part = Facts | Table | Words | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plain paper: the sentence that it is about, then its parts in order."""

    lead: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many lines all tables and facts have together."""
        tables = sum(len(part.rows) for part in self.parts if isinstance(part, Table))
        return tables + sum(len(part.facts) for part in self.parts if isinstance(part, Facts))
