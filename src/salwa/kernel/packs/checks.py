"""Kernel, packs: the rules of check characters by their names, as ISO/IEC 7064 publishes them, or after it.

A check character tells that one character was misread or that two were changed over; it proves nothing about a weapon.
Spaces, hyphens and other signs between the characters do not count.
"""

from collections.abc import Callable
from typing import Final

ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS: Final = "0123456789"


def _plain(text: str, alphabet: str) -> str:
    """Give the characters that count. Raises ValueError where one of them is none of the rule's own."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    strange = sorted(set(plain) - set(alphabet))
    if strange or not plain:
        raise ValueError(f"a check character cannot be reckoned over {text!r}: only {alphabet} count")
    return plain


def mod_37_36(text: str) -> str:
    """Give the check character of ISO/IEC 7064, MOD 37,36 (hybrid system, letters and digits, one character)."""
    size = len(ALPHANUMERIC)
    product = size
    for sign in _plain(text, ALPHANUMERIC):
        total = (product + ALPHANUMERIC.index(sign)) % size or size
        product = total * 2 % (size + 1)
    return ALPHANUMERIC[(1 - product) % size]


def mod_11_2(text: str) -> str:
    """Give the check character of ISO/IEC 7064, MOD 11-2 (pure system, digits; the character is a digit or X)."""
    total = 0
    for sign in _plain(text, DIGITS):
        total = (total + int(sign)) * 2 % 11
    value = (12 - total) % 11
    return "X" if value == len(DIGITS) else str(value)


def mod_97_10(text: str) -> str:
    """Give the two check digits of ISO/IEC 7064, MOD 97-10 (pure system; letters count as 10 to 35, as in IBANs).

    A letter is two digits there and a digit one: a letter read as a digit moves all that stands before it, and of such
    misreadings one in 97 is not told. Between digits every one is.
    """
    number = "".join(str(ALPHANUMERIC.index(sign)) for sign in _plain(text, ALPHANUMERIC))
    return f"{98 - int(number) * 100 % 97:02d}"


def mod_97_10_pairs(text: str) -> str:
    """Give the two check digits of MOD 97-10 over pairs of digits: each character counts as two, ``00`` to ``35``.

    Nothing moves where a letter is read as a digit. Every wrong character is told, and every two that were changed
    over: 97 is a prime, above 35 and above twice 35, and the weights, powers of 100, are never nought by it.
    """
    number = "".join(f"{ALPHANUMERIC.index(sign):02d}" for sign in _plain(text, ALPHANUMERIC))
    return f"{98 - int(number) * 100 % 97:02d}"


CHECKS: Final[dict[str, Callable[[str], str]]] = {
    "iso7064_mod37_36": mod_37_36,
    "iso7064_mod11_2": mod_11_2,
    "iso7064_mod97_10": mod_97_10,
    "mod97_10_pairs": mod_97_10_pairs,
}
"""The rules by the names that packs give them."""
LENGTHS: Final = {"iso7064_mod37_36": 1, "iso7064_mod11_2": 1, "iso7064_mod97_10": 2, "mod97_10_pairs": 2}
"""How many characters a rule adds."""
COUNTED: Final = {
    "iso7064_mod37_36": ALPHANUMERIC,
    "iso7064_mod11_2": DIGITS,
    "iso7064_mod97_10": ALPHANUMERIC,
    "mod97_10_pairs": ALPHANUMERIC,
}
"""The characters over which a rule can be reckoned."""
TOLD: Final = COUNTED | {"iso7064_mod97_10": DIGITS}
"""The characters between which a rule tells every wrong one."""
GIVEN: Final = {
    "iso7064_mod37_36": ALPHANUMERIC,
    "iso7064_mod11_2": DIGITS + "X",
    "iso7064_mod97_10": DIGITS,
    "mod97_10_pairs": DIGITS,
}
"""The characters that a rule can give."""


def check(rule: str, text: str) -> str:
    """Give the check character or characters of a text. Raises ValueError for a rule or a character nobody knows."""
    if rule not in CHECKS:
        raise ValueError(f"there is no check rule {rule!r}; there are {', '.join(CHECKS)}")
    return CHECKS[rule](text)


def is_right(rule: str, text: str) -> bool:
    """Whether a text ends with the check characters of what stands before them."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    length = LENGTHS.get(rule, 1)
    if len(plain) <= length:
        return False
    try:
        return check(rule, plain[:-length]) == plain[-length:]
    except ValueError:
        return False
