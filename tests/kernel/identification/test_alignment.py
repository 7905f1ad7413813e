"""One alignment, the cheapest, always the same."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from salwa.kernel.identification.alignment import (
    DROPPED,
    EXCHANGED,
    INSERTED,
    PREFIX_LOST,
    REPLACED,
    SUFFIX_ADDED,
    ZEROS_ADDED,
    ZEROS_LOST,
    align,
    room,
)
from salwa.kernel.identification.codes import encode_one

UNIT = np.array([0.0, *[1.0] * 5, *[1.0, 0.0] * 4, 1.0, 0.0, 1.0, 1.0])
TEXTS = st.text("0123A", min_size=1, max_size=9)


def aligned(written: str, registered: str) -> tuple[float, list[int], list[int]]:
    work = room()
    q, r = encode_one(written)[0], encode_one(registered)[0]
    cost = align(q, len(q), r, len(r), UNIT, work)
    return cost, work.counts.tolist(), work.to[: len(q)].tolist()


@given(TEXTS, TEXTS)
@settings(max_examples=400, deadline=None)
def test_with_equal_costs_it_is_the_distance_of_others_unless_an_end_was_lost(written: str, registered: str) -> None:
    cost, counts, _ = aligned(written, registered)
    if abs(len(written) - len(registered)) <= 3 and not any((*counts[6:14], *counts[ZEROS_LOST:])):
        distance = OSA.distance(written, registered)
        straight = sum(a != b for a, b in zip(written, registered, strict=False))
        assert cost == distance or (len(written) == len(registered) and straight <= 2 and cost == straight)


def test_each_kind_of_event_is_named() -> None:
    assert aligned("A1203", "A1303")[1][REPLACED] == 1
    assert aligned("A2103", "A1203")[1][EXCHANGED] == 1
    assert aligned("A12203", "A1203")[1][INSERTED] == 1
    assert aligned("A103", "A1203")[1][DROPPED] == 1
    assert aligned("1203", "AA1203")[1][PREFIX_LOST : PREFIX_LOST + 2] == [1, 2]
    assert aligned("120333", "1203")[1][SUFFIX_ADDED : SUFFIX_ADDED + 2] == [1, 2]


def test_zeros_at_the_beginning_are_an_event_of_their_own() -> None:
    assert aligned("7712", "0007712")[1][ZEROS_LOST] == 1
    assert aligned("0007712", "7712")[1][ZEROS_ADDED] == 1
    for written, registered in (("7712", "1007712"), ("1007712", "7712"), ("7712", "7712000")):
        counts = aligned(written, registered)[1]
        assert counts[ZEROS_LOST] == counts[ZEROS_ADDED] == 0


def test_an_unreadable_character_costs_nothing() -> None:
    assert aligned("A?03", "A203")[0] == 0.0


def test_every_written_character_has_its_place() -> None:
    assert aligned("A103", "A1203")[2] == [0, 1, 3, 4]
    assert aligned("A12203", "A1203")[2].count(-1) == 1
