"""Kernel, vocabularies: take typed text for a term, with a confidence and the reason, or say that nothing can be said.

The steps go from the surest to the least sure, and the first that finds anything decides: the same key; the same
without words that add nothing; the same in another script; digits typed for letters; a name standing within the text; a
beginning; a misspelling. A text that two terms would explain equally well is given to neither, unless police meet one
of them far more often.
"""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Final

from . import sentences
from .keys import by_shape, by_sound, folded_text, squeezed, words
from .manners import Manner
from .model import Model, Resolution, Term
from .names import Name, Names, Standing
from .saying import Sentence

_DIGITS_FOR_LETTERS: Final = str.maketrans("0134578", "oieasTb".lower())
_SAME: Final = {Standing.NAME: 0.99, Standing.ALIAS: 0.97, Standing.SOUND: 0.93, Standing.LOOSE: 0.7}
_RIVALS: Final = 4


@cache
def not_names() -> dict[str, Sentence]:
    """Give the texts that name nothing (``unknown``, ``black``), by squeezed key, with why."""
    path = Path(__file__).resolve().parent / "own" / "not_names.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {squeezed(row["word"]): Sentence(row["why"]) for row in csv.DictReader(lines)}


@cache
def towns() -> frozenset[tuple[str, ...]]:
    """Give the words of each town where makers sit: behind a maker's name they add nothing."""
    path = Path(__file__).resolve().parent / "own" / "towns.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return frozenset(tuple(words(row["town"])) for row in csv.DictReader(lines))


@dataclass(frozen=True, slots=True)
class Found:
    """A term that a text may mean."""

    term: int
    confidence: float
    reason: str


class Resolver:
    """Resolves texts in one vocabulary."""

    def __init__(self, terms: Sequence[Term], manner: Manner) -> None:
        self._terms = terms
        self._manner = manner
        self._names = Names(terms, manner)
        self._compiled: dict[int, list[tuple[int, re.Pattern[str]]]] = {}
        text_steps: tuple[Callable[[str, str], Iterable[Found]], ...] = (self._within, self._beginning, self._misspelt)
        if manner.kind == "type":
            text_steps = (self._misspelt, self._any_order, self._within, self._beginning)
        if manner.kind == "make":
            text_steps = (self._before_place, *text_steps)
        self._steps: tuple[Callable[[str, str], Iterable[Found]], ...] = (
            self._same, self._without_noise, self._other_script, self._letters_for_digits, *text_steps,
        )  # fmt: skip

    def keys(self) -> Collection[str]:
        """Give the keys of all names."""
        return self._names.by_key.keys()

    def exact(self, key: str, make: int = 0) -> Term | None:
        """Give the one term that has this key as its own name, or the one that police meet far more often."""
        named = [n.term for n in self._names.by_key.get(key, ()) if n.standing >= Standing.SOUND]
        if make:
            named = [place for place in named if self._make_of(place) == make] or [
                place for place in named if self._make_of(place) == 0
            ]
        if len(named) > 1:
            named.sort(key=lambda place: -self._terms[place].common)
            if self._terms[named[0]].common < self._terms[named[1]].common + 2:
                return None
        return self._terms[named[0]] if named else None

    def resolve(self, text: str, make: int = 0) -> Resolution:
        """Say what ``text`` means."""
        key = self._manner.key(text)
        if not key:
            return _nothing(text, sentences.EMPTY)
        if why := not_names().get(squeezed(text)):
            return _nothing(text, sentences.NOT_A_NAME.told(text=_short(text), why=why))
        found = self._found_with_make(text, key, make) if make else self._found(text, key)
        if found:
            return self._decided(text, found)
        return _nothing(text, sentences.NOTHING_LIKE.told(text=_short(text), kind=self._manner.kind))

    def _found(self, text: str, key: str) -> list[Found]:
        for step in self._steps:
            found = list(step(text, key))
            if found:
                return [self._doubted(key, f) for f in found] if self._manner.kind == "model" else found
        return []

    def _doubted(self, key: str, found: Found) -> Found:
        """A model's name without its make: a number alone, two letters or a common word says little."""
        term = self._terms[found.term]
        if isinstance(term, Model) and not term.make_code and not key.isdigit():
            return found
        factor = 0.6 if key.isdigit() else 0.9 if len(key) < 3 and term.common < 3 else 1.0
        if key.isascii() and key.isalpha() and term.common < 2:
            factor = 0.75
        return Found(found.term, found.confidence * factor, found.reason)

    def _found_with_make(self, text: str, key: str, make: int) -> list[Found]:
        others: list[Found] = []
        for step in self._steps:
            found = list(step(text, key))
            own = [f for f in found if self._make_of(f.term) == make]
            own = own or [f for f in found if self._make_of(f.term) == 0]
            if own:
                return own
            others = others or found
        reason = sentences.OTHER_MAKE
        return list(self._among_models(text, make)) or [
            Found(f.term, f.confidence * 0.6, reason.told(reason=f.reason)) for f in others
        ]

    def _among_models(self, text: str, make: int) -> Iterable[Found]:
        """Words of the text that are a model of this make, the longest; else a model whose pattern the text has."""
        parts = words(text)[:12]
        for length in range(min(3, len(parts)), 0, -1):
            for start in range(len(parts) - length + 1):
                key = "".join(parts[start : start + length])
                for name in self._names.by_key.get(key, ()):
                    if self._make_of(name.term) == make and name.standing >= Standing.ALIAS:
                        yield Found(name.term, 0.88, sentences.WITHIN.told(name=name.text))
                        return
        low = folded_text(text)
        for place, pattern in self._patterns(make):
            if pattern.search(low):
                yield Found(place, 0.85, sentences.PATTERN.told(name=self._terms[place].name))
                return

    def _patterns(self, make: int) -> list[tuple[int, re.Pattern[str]]]:
        """Give the patterns of a make's models, compiled when first asked for, in the order of the source."""
        if make not in self._compiled:
            self._compiled[make] = [
                (place, re.compile(term.pattern, re.IGNORECASE))
                for place, term in enumerate(self._terms)
                if isinstance(term, Model) and term.make_code == make and term.pattern
            ]
        return self._compiled[make]

    def _make_of(self, place: int) -> int:
        term = self._terms[place]
        return term.make_code if isinstance(term, Model) else 0

    def _decided(self, text: str, found: list[Found]) -> Resolution:
        best: dict[int, Found] = {}
        for f in found:
            if f.term not in best or best[f.term].confidence < f.confidence:
                best[f.term] = f
        ranked = sorted(best.values(), key=lambda f: (-self._weight(f), self._terms[f.term].code))
        rivals = tuple(self._resolution(text, f) for f in ranked[1 : _RIVALS + 1])
        first = self._resolution(text, ranked[0])
        if not rivals:
            return first
        second = ranked[1]
        lead = self._weight(ranked[0]) - self._weight(second)
        if lead < 0.12:
            names = sentences.joined([self._terms[f.term].name for f in ranked[:3]])
            return Resolution(text, None, 0.0, sentences.SEVERAL.told(text=_short(text), names=names), (first, *rivals))
        doubt = 0.9 if lead < 0.3 else 0.97
        return Resolution(text, first.term, round(first.confidence * doubt, 3), first.reason, rivals)

    def _weight(self, found: Found) -> float:
        """How much a find weighs against its rivals: its confidence and how often police meet the term."""
        return found.confidence + 0.08 * self._terms[found.term].common

    def _resolution(self, text: str, found: Found) -> Resolution:
        return Resolution(text, self._terms[found.term], round(found.confidence, 3), found.reason)

    def _named(self, names: Iterable[Name], factor: float, reason: Sentence, length: int) -> Iterable[Found]:
        for name in names:
            term = self._terms[name.term]
            if length < self._manner.shortest and not term.common:
                continue
            confidence = _SAME[name.standing]
            if name.standing is Standing.LOOSE:
                confidence += 0.05 * term.common
            elif not term.common:
                confidence -= 0.1
            yield Found(name.term, confidence * factor, reason.told(name=name.text, term=term.name))

    def _same(self, _text: str, key: str) -> Iterable[Found]:
        return self._named(self._names.by_key.get(key, ()), 1.0, sentences.SAME, len(key))

    def _without_noise(self, text: str, key: str) -> Iterable[Found]:
        kept = [word for word in words(text) if word not in self._manner.noise]
        plain = self._manner.key(" ".join(kept))
        if plain and plain != key:
            return self._named(self._names.by_key.get(plain, ()), 0.95, sentences.WITHOUT_NOISE, len(plain))
        return ()

    def _before_place(self, text: str, _key: str) -> Iterable[Found]:
        """The longest name at the beginning, where towns and words of a firm are all that follows it."""
        kept = words(text)[:24]
        while dropped := self._ending(kept):
            kept = kept[:-dropped]
            plain = self._manner.key(" ".join(kept))
            found = list(self._named(self._names.by_key.get(plain, ()), 0.95, sentences.WITHOUT_NOISE, len(plain)))
            if found:
                return found
        return ()

    def _ending(self, parts: Sequence[str]) -> int:
        """Count the last words that are one town or one word of a firm; at least one word stays before them."""
        for count in range(min(3, len(parts) - 1), 0, -1):
            if tuple(parts[-count:]) in towns():
                return count
        return int(len(parts) > 1 and parts[-1] in self._manner.noise)

    def _other_script(self, _text: str, key: str) -> Iterable[Found]:
        if key.isascii():
            return
        for other, factor in ((by_sound(key), 0.95), (by_shape(key), 0.93)):
            yield from self._named(self._names.by_key.get(other, ()), factor, sentences.OTHER_SCRIPT, len(other))

    def _letters_for_digits(self, _text: str, key: str) -> Iterable[Found]:
        if self._manner.kind != "make" or key.isalpha() or key.isdigit() or len(key) < 4:
            return ()
        spelt = key.translate(_DIGITS_FOR_LETTERS)
        return self._named(self._names.by_key.get(spelt, ()), 0.9, sentences.DIGITS, len(spelt))

    def _within(self, text: str, _key: str) -> Iterable[Found]:
        """Names that stand as whole words within the text, the longest first; one inside it does not count."""
        parts = words(text)[:24]
        covered: set[int] = set()
        finds: list[tuple[int, int, Name]] = []
        for start, word in enumerate(parts):
            for name_words, name in self._names.by_words.get(word, ()):
                if tuple(parts[start : start + len(name_words)]) == name_words:
                    finds.append((start, len(name_words), name))
        finds.sort(key=lambda find: (-find[1], find[0]))
        for start, length, name in finds:
            places = set(range(start, start + length))
            size = sum(len(parts[i]) for i in places)
            if covered & places or not self._stands_alone(name, size):
                continue
            rest = [parts[i] for i in range(len(parts)) if i not in places]
            known = all(word in self._manner.noise for word in rest)
            covered |= places
            yield from self._named([name], 0.93 if known else 0.86, sentences.WITHIN, size)

    def _any_order(self, text: str, _key: str) -> Iterable[Found]:
        """Names whose words all stand in the text in whatever order (``SHOTGUN PUMP``), those of the most words."""
        parts = set(words(text)[:24])
        finds = [
            (len(set(name_words)), name)
            for word in sorted(parts)
            for name_words, name in self._names.by_words.get(word, ())
            if len(name_words) > 1 and parts.issuperset(name_words)
        ]
        finds += [
            (2, Name(name.term, name.text, Standing.ALIAS))
            for one, other in combinations(sorted(parts), 2)
            for key in (one + other, other + one)
            for name in self._names.by_key.get(key, ())
        ]
        most = max((count for count, _ in finds), default=0)
        return self._named([name for count, name in finds if count == most], 0.9, sentences.WITHIN, most * 4)

    def _stands_alone(self, name: Name, size: int) -> bool:
        term = self._terms[name.term]
        if name.standing is Standing.LOOSE or squeezed(name.text) in not_names():
            return False
        return size >= (3 if term.common >= 2 else 4 if term.common else 6)

    def _beginning(self, text: str, key: str) -> Iterable[Found]:
        if len(key) < self._manner.shortest_prefix or key.isdigit():
            return
        for whole in self._names.by_start.get(key[:3], ()):
            if whole.startswith(key) and len(whole) > len(key):
                part = len(key) / len(whole)
                for name in self._names.by_key[whole]:
                    term = self._terms[name.term]
                    enough = 0.0 if term.common >= 2 else 0.6 if term.common else 0.75
                    if name.standing >= Standing.ALIAS and part >= enough and (term.common or len(key) > 7):
                        reason = sentences.BEGINNING.told(text=_short(text), name=name.text)
                        yield Found(name.term, min(0.89, 0.5 + 0.45 * part) - (0.0 if term.common else 0.1), reason)

    def _misspelt(self, text: str, key: str) -> Iterable[Found]:
        least = Standing.ALIAS if key.isascii() else Standing.SOUND
        for other in (key,) if key.isascii() else (key, by_sound(key)):
            for found, edits in _misspelt(other, self._names.by_length, self._manner.misspelt):
                for name in self._names.by_key[found]:
                    if name.standing >= least and self._is_worth_guessing(name, other):
                        yield self._slip(text, other, found, edits, name)

    def _is_worth_guessing(self, name: Name, key: str) -> bool:
        """Short words are slips only for names that police meet often: else every word would be some maker."""
        common = self._terms[name.term].common
        return len(key) > (4 if common >= 2 else 5 if common else 7)

    def _slip(self, text: str, key: str, found: str, edits: int, name: Name) -> Found:
        term = self._terms[name.term]
        length = min(len(key), len(found))
        confidence = 0.93 - 0.9 * edits / length if edits == 1 else 0.9 - 1.2 * edits / length
        confidence = min(0.89, confidence) - (0.0 if term.common else 0.12)
        reason = sentences.SLIPS[edits - 1].told(text=_short(text), name=name.text)
        return Found(name.term, max(0.1, confidence), reason)


def _misspelt(key: str, by_length: dict[int, list[str]], shortest: int) -> list[tuple[str, int]]:
    """Look for slips; what that needs is loaded when the first misspelt text comes, not with every command."""
    slips = import_module("salwa.kernel.vocabularies.misspellings")
    found: list[tuple[str, int]] = slips.misspelt(key, by_length, shortest)
    return found


def _nothing(text: str, reason: str) -> Resolution:
    return Resolution(text, None, 0.0, reason)


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"
