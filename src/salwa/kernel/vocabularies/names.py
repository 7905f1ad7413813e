"""Kernel, vocabularies: the index of all names of one vocabulary."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

from .keys import by_shape, by_sound, squeezed, words
from .manners import Manner
from .model import Term


class Standing(IntEnum):
    """How surely a name is the term's own."""

    LOOSE = 0
    SOUND = 1
    ALIAS = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term: the term's place in the list, the text and how surely it is the term's own."""

    term: int
    text: str
    standing: Standing


_FEW: Final = 2


class Names:
    """All names by key at once; by word, beginning and length of key when a text is no name as it stands."""

    def __init__(self, terms: Sequence[Term], manner: Manner) -> None:
        self.by_key: dict[str, list[Name]] = {}
        self._all: list[Name] = []
        self._manner = manner
        for place, term in enumerate(terms):
            self._add(place, term)

    @cached_property
    def by_words(self) -> dict[str, list[tuple[tuple[str, ...], Name]]]:
        """The words of each name, with the name, under its first word."""
        found: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        for name in self._all:
            if parts := tuple(words(name.text)):
                found[parts[0]].append((parts, name))
        return found

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """All keys under the number of their characters."""
        found: dict[int, list[str]] = defaultdict(list)
        for key in self.by_key:
            found[len(key)].append(key)
        return found

    @cached_property
    def by_start(self) -> dict[str, list[str]]:
        """All keys under their first three characters."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.by_key:
            found[key[:3]].append(key)
        return found

    def _add(self, place: int, term: Term) -> None:
        texts = [(term.name, Standing.NAME)]
        texts += [(alias, Standing.ALIAS) for alias in term.aliases]
        texts += [(alias, Standing.LOOSE) for alias in term.loose]
        for text, standing in texts:
            name = Name(place, text, standing)
            key = self._manner.key(text)
            self._put(key, name)
            if not key.isascii():
                self._put(by_sound(key), Name(place, text, min(standing, Standing.SOUND)))
                self._put(by_shape(key), Name(place, text, min(standing, Standing.SOUND)))
            elif self._manner.key is not squeezed and "x" in key:
                self._put(key.replace(".", ""), Name(place, text, min(standing, Standing.SOUND)))
            self._all.append(name)

    def _put(self, key: str, name: Name) -> None:
        if not key:
            return
        named = self.by_key.setdefault(key, [])
        if all(other.term != name.term for other in named):
            named.append(name)
        else:
            place = next(i for i, other in enumerate(named) if other.term == name.term)
            if named[place].standing < name.standing:
                named[place] = name
