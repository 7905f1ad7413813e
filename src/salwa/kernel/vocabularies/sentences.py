"""Kernel, vocabularies: the sentences in which a resolution gives its reason."""

from collections.abc import Sequence
from typing import Final

EMPTY: Final = "nothing is written"
NOT_A_NAME: Final = "{text} {why}"
NOTHING_LIKE: Final = "no {kind} is known by a name like {text}"
SEVERAL: Final = "{text} may mean {names}"
OTHER_MAKE: Final = "{reason}, but it is another maker's"
SAME: Final = "{name} is a name of {term}"
WITHOUT_NOISE: Final = "{name} is a name of {term}; the other words add nothing"
OTHER_SCRIPT: Final = "{name} in another script is a name of {term}"
DIGITS: Final = "digits typed for letters in {name}"
WITHIN: Final = "{name} stands in the text"
BEGINNING: Final = "{text} is the beginning of {name}"
PATTERN: Final = "the text has the form of {name} among this maker's models"
SLIPS: Final = (
    "one letter differs: {text} for {name}",
    "two letters differ: {text} for {name}",
    "three letters differ: {text} for {name}",
)


def joined(names: Sequence[str]) -> str:
    """Give the names as a list in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
