"""Kernel, vocabularies: sentences that are written in English and can be said in the reader's language.

The kernel knows no languages. It writes English, and what it writes remembers the sentence and what was put into it, so
that a page can look the sentence up and put the same in again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Sentence(str):
    """A sentence or a word in English with named places in braces; the catalogue of translations holds it."""

    __slots__ = ()

    def told(self, **facts: object) -> "Said":
        """Give the sentence with the facts in their places; a fact that is itself a sentence is translated too."""
        return Said(self.format(**facts), self, facts)


class Said(str):
    """A sentence with its facts: in English as a text; ``template`` and ``facts`` are what it was made of."""

    __slots__ = ("facts", "template")
    template: str
    facts: Mapping[str, Any]

    def __new__(cls, text: str, template: str = "", facts: Mapping[str, Any] = _NOTHING) -> "Said":
        """Keep the English text and what it was made of."""
        said = super().__new__(cls, text)
        said.template, said.facts = template or text, facts
        return said
