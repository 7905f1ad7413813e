"""Kernel, vocabularies: the names nearest to a misspelt key."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract


def misspelt(key: str, by_length: Mapping[int, Sequence[str]], shortest: int) -> list[tuple[str, int]]:
    """Give the names within one slip of ``key`` (two from eight letters up, three from twelve), the nearest only.

    A slip is a letter put in, left out, changed, or two neighbours changed over. Digits must be the same: ``G17`` is no
    slip for ``G19``. Keys shorter than ``shortest`` have no slips.
    """
    if len(key) < shortest or sum(c.isalpha() for c in key) < shortest - 1:
        return []
    most = 1 if len(key) < 8 else 2 if len(key) < 12 else 3
    digits = _digits(key)
    found: list[tuple[str, int]] = []
    for length in range(max(shortest - 1, len(key) - most), len(key) + most + 1):
        near = extract(key, by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most, limit=12)
        found.extend((name, edits) for name, edits, _ in near if edits and _digits(name) == digits)
    nearest = min((edits for _, edits in found), default=0)
    return [(name, edits) for name, edits in found if edits <= nearest]


def _digits(key: str) -> str:
    return "".join(c for c in key if c.isdigit())
