"""Platform, numbers: the random public number that people read out, write down and type.

A number has 50 random bits, so that nobody can count or guess records by it. It is written with the State's code, ten
characters in two groups and a check character: ``XC-7K3M9-Q2T4H-5``. The alphabet is Crockford's base 32, which leaves
out I, L, O and U; when read, I and L count as 1 and O as 0 (D. Crockford, "Base32 Encoding", 2019).

The check character is the one check symbol of a linear code over the field of 32 elements, x⁵ + x³ + 1 (the field of
BIP 173): the sum of the State's two letters (A = 0 … Z = 25) and the ten characters, each times its own power of x.
Every wrong character and every exchange of two characters, adjacent or not, is noticed.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

BITS: Final = 50
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = BITS // 5
_GROUP: Final = 5
_POLYNOMIAL: Final = 0b101001
_LOOK_ALIKES: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—−./_]+")


class NotANumber(ValueError):
    """The text is no public number: wrong length, a character that is not in the alphabet, or the check fails."""


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """A number and the State whose register gave it, ISO 3166-1 alpha-2."""

    state: str
    number: int


def draw() -> int:
    """Return a random number of 50 bits, never 0. Two of 10⁷ are alike with a chance of 4 %; the table refuses one."""
    return 1 + secrets.randbelow((1 << BITS) - 1)


def draw_many(count: int) -> npt.NDArray[np.int64]:
    """Return ``count`` different random numbers, in random order.

    The chance that one of 10⁶ new numbers is among 10⁷ that a register already has is 0.9 %.
    """
    drawn = np.empty(0, dtype=np.int64)
    while len(drawn) < count:
        missing = count - len(drawn)
        fresh = np.frombuffer(secrets.token_bytes(8 * missing), dtype="<u8") >> np.uint64(64 - BITS)
        both = np.concatenate([drawn, fresh.astype(np.int64)])
        _, first = np.unique(both, return_index=True)
        drawn = both[np.sort(first)]
        drawn = drawn[drawn != 0]
    return drawn


def written(number: int, state: str) -> str:
    """Return a number as people see it, ``XC-7K3M9-Q2T4H-5``. Raises ValueError for a number or State out of range."""
    if not 0 < number < 1 << BITS:
        raise ValueError(f"{number} is not a number of {BITS} bits.")
    if not re.fullmatch("[A-Z]{2}", state):
        raise ValueError(f"{state!r} is not two capital letters.")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(BITS - 5, -1, -5))
    return f"{state}-{letters[:_GROUP]}-{letters[_GROUP:]}-{_check(state, letters)}"


def read(text: str) -> PublicNumber:
    """Return the number that somebody typed, in any case, with or without hyphens and spaces. Raises NotANumber."""
    plain = _SEPARATORS.sub("", text).upper()
    state, rest = plain[:2], plain[2:].translate(_LOOK_ALIKES)
    if not re.fullmatch("[A-Z]{2}", state) or len(rest) != _LENGTH + 1 or not set(rest) <= _VALUE.keys():
        raise NotANumber(text)
    letters, check = rest[:-1], rest[-1]
    if _check(state, letters) != check:
        raise NotANumber(text)
    number = 0
    for letter in letters:
        number = number << 5 | _VALUE[letter]
    if number == 0:
        raise NotANumber(text)
    return PublicNumber(state, number)


def _times_x(element: int) -> int:
    """Return an element of the field multiplied by x."""
    doubled = element << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled


def _check(state: str, letters: str) -> str:
    """Return the check character: Horner's scheme over the State's letters and the number's characters."""
    total = 0
    for value in (*(ord(letter) - ord("A") for letter in state), *(_VALUE[letter] for letter in letters)):
        total = _times_x(total ^ value)
    return ALPHABET[total]
