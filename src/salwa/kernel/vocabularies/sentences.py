"""Kernel, vocabularies: the sentences in which a resolution gives its reason."""

from collections.abc import Sequence
from typing import Final

from .saying import Sentence

EMPTY: Final = Sentence("nothing is written")
NOT_A_NAME: Final = Sentence("{text} {why}")
NOTHING_LIKE: Final = Sentence("no {kind} is known by a name like {text}")
SEVERAL: Final = Sentence("{text} may mean {names}")
OTHER_MAKE: Final = Sentence("{reason}, but it is another maker's")
SAME: Final = Sentence("{name} is a name of {term}")
WITHOUT_NOISE: Final = Sentence("{name} is a name of {term}; the other words add nothing")
OTHER_SCRIPT: Final = Sentence("{name} in another script is a name of {term}")
DIGITS: Final = Sentence("digits typed for letters in {name}")
WITHIN: Final = Sentence("{name} stands in the text")
BEGINNING: Final = Sentence("{text} is the beginning of {name}")
PATTERN: Final = Sentence("the text has the form of {name} among this maker's models")
SLIPS: Final = (
    Sentence("one letter differs: {text} for {name}"),
    Sentence("two letters differ: {text} for {name}"),
    Sentence("three letters differ: {text} for {name}"),
)


def joined(names: Sequence[str]) -> str:
    """Give the names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
