"""Kernel, marks: what can be a serial number, and how surely, by its form alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from . import sentences
from .folding import LONGEST, UNREADABLE, plain
from .months import is_day, is_month
from .patterns import DATE, YEAR
from .tokens import Piece, folded

_DOTS: Final = re.compile(r"\.{2,}|…+|-{2,}|#(?=[\w?])(?<!^#)|[¿◻□■▯]")
_SPLIT: Final = re.compile(
    r"\s*(?:[;,&|\n\r\t]|\s/\s|(?<=\w)\s+/|/\s+(?=\w)"
    r"|\s(?:and|und|et|y|e|и|و|和|plus|or|oder|ou|o|или|أو|或)\s)\s*"
)
_SLASH: Final = re.compile(r"^[A-Za-z]{0,4}\d{3,}[A-Za-z]?(?:/[A-Za-z]{0,4}\d{3,}[A-Za-z]?)+$")
_X_RUN: Final = re.compile(r"(?<=[0-9A-Z])x{2,6}$")
"""Small letters x at the end of digits and capitals: how many hands write what they could not read."""
_X_END: Final = re.compile(r"(\w{0,11}[^\WxX])[ .\-/]?([xX]{2,6})$")
"""Letters x of either case at the end of a number, beside it or a sign apart."""
_DOUBTED: Final = re.compile(r"(.*[0-9A-Za-z\u0660-\u0669\u06f0-\u06f9])\s*(?:\?|\(\?\))\s*")
_LONGEST_PREFIX: Final = 4
_SECOND: Final = 0.6
"""What the second reading of a doubtful ending is worth against the first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be a serial number. ``searched`` has ``?`` for each character that could not be read."""

    text: str
    searched: str
    confidence: float
    reason: str
    column: str = ""


def searched_text(text: str) -> str:
    """Give the text to search with: runs of dots, dashes and boxes are characters that could not be read."""
    return _DOTS.sub(lambda match: UNREADABLE * min(4, max(1, len(match[0].replace("…", "..")))), text)


def form(text: str) -> float:
    """Say from 0 to 1 how much a text has the form of a serial number: its length, and digits in it."""
    read = plain(searched_text(text))
    known = read.replace(UNREADABLE, "")
    if not known or (len(set(known)) == 1 and len(known) > 3 and known[0] in "0X"):
        return 0.0
    digits = sum(c.isdigit() for c in known)
    by_length = (0.0, 0.12, 0.25, 0.5, 0.85)[min(len(known), 4)]
    if len(read) >= LONGEST:
        return 0.0
    if len(known) > 18:
        by_length = 0.4
    if not digits:
        by_length *= 0.5 if len(known) <= 8 and " " not in text.strip() else 0.15
    return by_length + (0.1 if digits and len(known) > 4 else 0.0)


def second_readings(one: Candidate) -> list[Candidate]:
    """Give the other readings of an ending in which hands write doubt: ``3456xx``, ``AB1234?``.

    A run of small x may be letters or stand for characters that could not be read; one question mark may stand for a
    character or doubt the whole. The first reading is the other one, and stays.
    """
    text = one.text.strip()
    run = _X_RUN.search(text)
    if run and not any(c.islower() for c in text[: run.start()]):
        searched = searched_text(text[: run.start()]) + UNREADABLE * len(run[0])
        return [Candidate(one.text, searched, one.confidence * _SECOND, sentences.X_UNREAD, one.column)]
    doubted = _DOUBTED.fullmatch(text)
    if doubted and UNREADABLE not in plain(searched_text(doubted[1])) and form(doubted[1]) >= 0.4:
        return [Candidate(one.text, doubted[1], one.confidence * _SECOND, sentences.WITHOUT_DOUBT, one.column)]
    return []


def letters_of_end(text: str) -> str:
    """Give the letters x at the end of what looks like a number (``345XXX``, ``UVG xxx``); empty where there are none.

    What stands before them has a digit, or is the few capitals that numbers begin with.
    """
    found = _X_END.search(text.strip())
    if found is None:
        return ""
    before = found[1]
    is_number = any(c.isdigit() for c in before) or (before.isupper() and len(before) <= _LONGEST_PREFIX)
    return found[2] if is_number else ""


def parts_of(text: str) -> list[str]:
    """Give the serial numbers written in one text (``A123 / B456``); one where it is one."""
    if _SLASH.match(text.strip()):
        return text.strip().split("/")
    parts = [part.strip() for part in _SPLIT.split(text) if part and part.strip()]
    if len(parts) > 1 and all(len(plain(part)) >= 3 and any(c.isdigit() for c in plain(part)) for part in parts):
        return parts[:8]
    return [text.strip()]


def looks_like_date(text: str) -> bool:
    """Say whether the text is a day, in digits or with the name of its month."""
    return bool(DATE.match(folded(text))) or is_day(text)


def groups(found: Sequence[Piece], taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Give the places (first, last not included) of what may be serial numbers among the pieces not taken.

    A few letters before a number belong to it (``BKS O12``), so does a letter or two after it, and further groups of
    digits (``U 123 456``).
    """
    out: list[tuple[int, int]] = []
    place = 0
    while place < len(found):
        last = _group_end(found, taken, place)
        if last:
            out.append((place, last))
        place = last or place + 1
    return out


def _group_end(found: Sequence[Piece], taken: Sequence[bool], first: int) -> int:
    if taken[first] or not found[first].key:
        return 0
    last = first
    following = first + 1 < len(found) and not found[first + 1].is_apart
    if _is_prefix(found[first].text) and following and _is_number(found, taken, first + 1):
        last = first + 1
    if not _is_number(found, taken, last):
        return 0
    last += 1
    while last < len(found) and not (taken[last] or found[last].is_apart):
        if not _goes_on(found[last - 1].text, found[last].text):
            break
        last += 1
    return last


def _is_prefix(text: str) -> bool:
    return len(text) <= 4 and text.isalpha() and (text.isupper() or not (text.isascii() or is_month(text)))


def _is_number(found: Sequence[Piece], taken: Sequence[bool], place: int) -> bool:
    text = found[place].text
    if taken[place] or looks_like_date(text):
        return False
    read = plain(searched_text(text))
    return any(c.isdigit() for c in read) or (
        len(read) > 2 and set(read[1:]) <= {"O", "I", "L", "?", "S", "B"} and text.isupper()
    )


def _goes_on(before: str, text: str) -> bool:
    if YEAR.match(before):
        return False
    if text.isdigit():
        return before.isdigit() and 2 <= len(text) <= 4 and len(before) <= 4 and not YEAR.match(text)
    if "?" in text or "*" in text:
        return set(text) <= set("?*0123456789")
    return len(text) <= 2 and text.isalpha() and text.isupper() and before[-1:].isdigit() and len(before) >= 4
