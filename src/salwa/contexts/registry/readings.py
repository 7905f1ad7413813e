"""Registry, readings, ¶28 ¶63: what a mark that somebody typed means, where that is certain."""

from typing import Final, NamedTuple

from salwa.contexts.registry.answers import MarkView
from salwa.contexts.registry.drafts import NewMark
from salwa.kernel import vocabularies
from salwa.kernel.marks.model import MarkKind

VOCABULARY_OF: Final = {
    MarkKind.MAKER: "make",
    MarkKind.LICENSOR: "make",
    MarkKind.IMPORTER: "make",
    MarkKind.MODEL: "model",
    MarkKind.CALIBRE: "calibre",
    MarkKind.TYPE: "type",
}
"""The vocabulary in which the text of a mark has its meaning, by the kind of mark."""
_YEAR_DIGITS: Final = 4


class Meaning(NamedTuple):
    """What a mark means: a ``code`` of the vocabulary of its kind, an ISO numeric ``country``, a ``year``; else 0."""

    code: int = 0
    country: int = 0
    year: int = 0


def meaning_of(kind: MarkKind, text: str) -> Meaning:
    """Give what is certain of a mark's meaning; nothing of that where its kind has none, or it may be several."""
    if kind is MarkKind.IMPORT:
        return _of_import(text)
    if kind not in VOCABULARY_OF:
        return Meaning()
    term = getattr(vocabularies, f"{VOCABULARY_OF[kind]}s")().resolve(text).term
    return Meaning(term.code if term is not None else 0)


def right_mark(wrong: MarkView, text: str, component: int) -> NewMark:
    """Give what stands on the firearm where a mark was recorded wrongly: of the same kind, in the same place."""
    kind = wrong.kind.kind
    return NewMark(
        kind=kind,
        text=text,
        component=component,
        place=wrong.place,
        method=wrong.method,
        legibility=wrong.legibility,
        **meaning_of(kind, text)._asdict(),
    )


def _of_import(text: str) -> Meaning:
    """Read country and year of an import mark: "GHA 2016"."""
    words = text.split()
    years = (int(word) for word in words if len(word) == _YEAR_DIGITS and word.isascii() and word.isdigit())
    year = next(years, 0)
    names = " ".join(word for word in words if word != str(year))
    term = vocabularies.countries().resolve(names).term if names else None
    return Meaning(country=term.code if term is not None else 0, year=year)
