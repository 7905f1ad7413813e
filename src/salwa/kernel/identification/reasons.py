"""Kernel, identification: say where written and registered agree and differ."""

from collections.abc import Iterator, Sequence
from itertools import count

from salwa.kernel.identification.alignment import NOWHERE
from salwa.kernel.identification.describing import (
    PREFIX_IS_ADDED,
    PREFIX_IS_LOST,
    SUFFIX_IS_ADDED,
    SUFFIX_IS_LOST,
)
from salwa.kernel.identification.model import Reason, Weighted
from salwa.kernel.marks.folding import LOOK_ALIKES, UNREADABLE

SERIAL = "serial"


def serial_reasons(written: str, registered: str, to: Sequence[int] | None, ends: int) -> Iterator[Reason]:
    """Compare two plain texts, character by character, along an alignment (``describing.Described``).

    ``to`` is None where every character stands at its own place. Positions count the registered characters, but for an
    inserted one the written characters. A serial that is the same gives one reason of kind ``same``.
    """
    if written == registered:
        yield Reason(SERIAL, None, written, registered, "same")
    elif to is None:
        for at, mine, other in zip(count(1), written, registered, strict=False):
            if mine != other:
                yield Reason(SERIAL, at, mine, other, _kind(mine, other))
    else:
        if ends:
            yield from _ends(written, registered, to, ends)
        yield from _moved(written, registered, to, bool(ends))


def _ends(written: str, registered: str, to: Sequence[int], ends: int) -> Iterator[Reason]:
    if ends & PREFIX_IS_LOST:
        yield Reason(SERIAL, 1, "", registered[: to[0]], "prefix_lost")
    if ends & SUFFIX_IS_LOST:
        yield Reason(SERIAL, to[-1] + 2, "", registered[to[-1] + 1 :], "suffix_lost")
    if ends & PREFIX_IS_ADDED:
        added = len(written) - len(registered)
        yield Reason(SERIAL, 1, written[:added], "", "inserted")
    if ends & SUFFIX_IS_ADDED:
        yield Reason(SERIAL, len(registered) + 1, written[len(registered) :], "", "inserted")


def _moved(written: str, registered: str, to: Sequence[int], ends: bool) -> Iterator[Reason]:
    swapped = False
    for i, at in enumerate(to):
        if swapped:
            swapped = False
        elif at == NOWHERE:
            if not ends:
                yield Reason(SERIAL, i + 1, written[i], "", "inserted")
        elif i + 1 < len(to) and to[i + 1] == at - 1:
            swapped = True
            yield Reason(SERIAL, at, written[i : i + 2], registered[at - 1 : at + 1], "transposed")
        elif written[i] != registered[at]:
            yield Reason(SERIAL, at + 1, written[i], registered[at], _kind(written[i], registered[at]))
    if not ends:
        met = set(to)
        for at, character in enumerate(registered):
            if at not in met:
                yield Reason(SERIAL, at + 1, "", character, "dropped")


def _kind(written: str, registered: str) -> str:
    if UNREADABLE in (written, registered):
        return "unreadable"
    if LOOK_ALIKES.get(written, written) == LOOK_ALIKES.get(registered, registered):
        return "look_alike"
    return "substituted"


def writing_reasons(written: str, registered: str) -> Iterator[Reason]:
    """Compare two verbatim texts: other script, other spaces and separators."""
    if written == registered or (_is_bare(written) and _is_bare(registered)):
        return
    if _letters_are_latin(written) != _letters_are_latin(registered):
        yield Reason(SERIAL, None, written, registered, "script")
    if _separators(written) != _separators(registered):
        yield Reason(SERIAL, None, written, registered, "spacing")


def _is_bare(text: str) -> bool:
    """Say whether a text has Latin letters and digits alone."""
    return text.isascii() and text.isalnum()


def _letters_are_latin(text: str) -> bool:
    return text.isascii() or all(character.isascii() for character in text if character.isalnum())


def _separators(text: str) -> str:
    if text.isalnum():
        return ""
    return "".join("." if character.isalnum() or character == UNREADABLE else character for character in text).strip(
        "."
    )


def field_reason(name: str, given: Sequence[Weighted], registered: int) -> Reason:
    """Say whether the registered code of a field agrees with what was written; codes are given in digits."""
    written = str(given[0].code)
    if registered == 0:
        return Reason(name, None, written, "", "missing")
    if any(one.code == registered for one in given):
        return Reason(name, None, str(registered), str(registered), "same")
    return Reason(name, None, written, str(registered), "differs")
