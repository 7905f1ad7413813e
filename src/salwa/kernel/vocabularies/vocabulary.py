"""Kernel, vocabularies: one vocabulary, its terms and what typed text means in it."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final, Generic, TypeVar, cast

from .keys import LONGEST
from .manners import Manner
from .model import Make, Resolution, Term
from .resolver import Resolver

T = TypeVar("T", bound=Term)

_REMEMBERED: Final = 1 << 16
"""Texts whose meaning is kept; a register holds some ten thousand ways to write a make."""


class Vocabulary(Generic[T]):
    """The terms of one kind. Terms are read once; what a text means is remembered."""

    def __init__(self, kind: str, terms: Sequence[T], manner: Manner) -> None:
        self.kind = kind
        self.terms: tuple[T, ...] = tuple(terms)
        self._manner = manner
        self._by_code: Mapping[int, T] = {term.code: term for term in self.terms}
        self._known: dict[tuple[str, int], Resolution] = {}

    @cached_property
    def _by_id(self) -> Mapping[str, T]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.terms, self._manner)

    def by_code(self, code: int) -> T:
        """Give the term of a code. Raises KeyError where there is none (also for 0, which means unknown)."""
        return self._by_code[code]

    def get(self, code: int) -> T | None:
        """Give the term of a code, None for 0 and for codes that no term has."""
        return self._by_code.get(code)

    def by_id(self, key: str) -> T:
        """Give the term of an id. Raises KeyError where there is none."""
        return self._by_id[key]

    def resolve(self, text: str, *, context: Make | None = None) -> Resolution:
        """Say what a typed text means, with confidence 0 to 1 and the reason; ``term`` None where nothing fits.

        The confidence of a resolution without a term is 0; ``rivals`` then holds what was weighed. Any text is taken;
        of long texts the first characters count. ``context`` is the make where models are resolved.
        """
        key = (text if len(text) <= 4 * LONGEST else text[: 4 * LONGEST], context.code if context else 0)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._resolver.resolve(*key)
        return found

    def exact(self, text: str) -> T | None:
        """Give the term whose name or alias the text is but for case, signs and accents; None if none or several."""
        return cast(T | None, self._resolver.exact(self._manner.key(text)))

    def named(self, key: str, *, make: int = 0) -> T | None:
        """Give the term of a key (see :mod:`.keys`) as :meth:`exact` does, among the models of ``make`` if given."""
        return cast(T | None, self._resolver.exact(key, make))

    def keys(self) -> Collection[str]:
        """Give the keys of all names, to see quickly that a text is no name."""
        return self._resolver.keys()

    def candidates(self, text: str, limit: int = 5, *, context: Make | None = None) -> tuple[Resolution, ...]:
        """Give up to ``limit`` terms that the text may mean, likeliest first."""
        found = self.resolve(text, context=context)
        own = (found,) if found.term is not None else ()
        return (*own, *(rival for rival in found.rivals if rival.term is not found.term))[:limit]

    def resolve_many(self, texts: Sequence[str], *, context: Make | None = None) -> dict[str, Resolution]:
        """Resolve each distinct text of ``texts`` once."""
        return {text: self.resolve(text, context=context) for text in dict.fromkeys(texts)}
