"""Kernel, marks: the words that hands write beside marks, in many languages (``words.csv``)."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from salwa.kernel.vocabularies.keys import squeezed
from salwa.kernel.vocabularies.saying import Sentence


class WordKind(StrEnum):
    """What a word written beside marks does."""

    CONDITION = "condition"
    NONE = "none"
    LABEL = "label"
    PART = "part"
    IMPORT = "import"
    LICENCE = "licence"
    MADE = "made"
    PROOF = "proof"
    STOCK = "stock"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase: what it does and what it means in English."""

    kind: WordKind
    meaning: Sentence


LONGEST_PHRASE: Final = 6
_STEMS: Final = (
    ("unbek", WordKind.NONE, "says that nobody knows"), ("unles", WordKind.CONDITION, "illegible"),
    ("verrost", WordKind.CONDITION, "rusted"), ("rosti", WordKind.CONDITION, "rusted"),
    ("kaliber", WordKind.NONE, "says nothing"), ("waffe", WordKind.NONE, "says nothing"),
    ("oblit", WordKind.CONDITION, "obliterated"), ("illegib", WordKind.CONDITION, "illegible"),
    ("ilegib", WordKind.CONDITION, "illegible"), ("illisib", WordKind.CONDITION, "illegible"),
    ("ilegiv", WordKind.CONDITION, "illegible"), ("enferruj", WordKind.CONDITION, "rusted"),
    ("corro", WordKind.CONDITION, "rusted"), ("неразборч", WordKind.CONDITION, "illegible"),
    ("нечита", WordKind.CONDITION, "illegible"), ("неизвестн", WordKind.NONE, "says that nobody knows"),
    ("desconhec", WordKind.NONE, "says that nobody knows"), ("desconoc", WordKind.NONE, "says that nobody knows"),
    ("nepoznat", WordKind.NONE, "says that nobody knows"),
)  # fmt: skip
"""Beginnings that are enough; those of the German register are named in tracing.md section 3 (nwr-s)."""


@cache
def meanings() -> tuple[str, ...]:
    """Give what the words and beginnings mean, each meaning once: what there is to translate."""
    said = [word.meaning for kinds in words().values() for word in kinds] + [what for _, _, what in _STEMS]
    return tuple(sorted({str(one) for one in said if one}))


@cache
def words() -> dict[str, tuple[Word, ...]]:
    """Give every word and phrase by its key."""
    out: dict[str, tuple[Word, ...]] = {}
    path = Path(__file__).resolve().parent / "words.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            word = Word(WordKind(row["kind"]), Sentence(row["meaning"]))
            for text in row["words"].split("|"):
                key = squeezed(text)
                if key and word.kind not in {other.kind for other in out.get(key, ())}:
                    out[key] = (*out.get(key, ()), word)
    return out


def meaning(key: str, *kinds: WordKind) -> Word | None:
    """Give the first of ``kinds`` that the key means, None where it means none of them."""
    for word in words().get(key, ()):
        if word.kind in kinds:
            return word
    if len(key) > 4:
        for stem, kind, what in _STEMS:
            if kind in kinds and key.startswith(stem) and key.isalpha():
                return Word(kind, Sentence(what))
    return None
