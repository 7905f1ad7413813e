"""Kernel, vocabularies: the index of all names of one vocabulary."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
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
    """All names by key, by word and by length of key."""

    def __init__(self, terms: Sequence[Term], manner: Manner) -> None:
        self.by_key: dict[str, list[Name]] = {}
        self.by_words: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.by_start: dict[str, list[str]] = defaultdict(list)
        self._manner = manner
        for place, term in enumerate(terms):
            self._add(place, term)
        for key in self.by_key:
            self.by_length[len(key)].append(key)
            self.by_start[key[:3]].append(key)

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
            if parts := tuple(words(text)):
                self.by_words[parts[0]].append((parts, name))

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
