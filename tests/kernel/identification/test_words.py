"""Tests of costs that come from words alone: they must be those of the alignment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.kernel.identification import alignment
from salwa.kernel.identification.codes import PER_WORD, UNREAD, Bytes, encode_one, pack
from salwa.kernel.identification.compiled import Number, compiled
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.words import UNKNOWN, known_cost, packed

COSTS = Parameters.fitted().costs
ROOM = alignment.room()
THREE = 3.0 * COSTS[1:6].min() + 2.0 * COSTS[alignment.SECOND_EDIT]


@compiled
def _cost(written: Bytes, variants: Bytes, registered: Bytes, costs: alignment.Floats) -> Number:
    own = packed(written, variants)
    word = pack(registered, 0, len(registered))
    if len(registered) > PER_WORD:
        word |= np.uint64(1)
    return known_cost(own, word, costs)


def cost(written: str, registered: str) -> float:
    codes, variants = encode_one(written)
    return float(_cost(codes, variants, encode_one(registered)[0], COSTS))


def aligned(written: str, registered: str) -> float:
    q, r = encode_one(written)[0], encode_one(registered)[0]
    return float(alignment.align(q, len(q), r, len(r), COSTS, ROOM))


@st.composite
def hurt(draw: st.DrawFn) -> tuple[str, str]:
    """A registered serial of few different characters, and what up to three mistakes make of it."""
    characters = st.sampled_from(draw(st.sampled_from(("1A", "17A", "01", "2345ABC"))))
    registered = draw(st.text(characters, min_size=2, max_size=PER_WORD))
    written = list(registered)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(written) - 1))
        way = draw(st.sampled_from(("replace", "drop", "insert", "exchange", "unread", "zeros", "no zeros")))
        if way == "replace":
            written[at] = draw(characters)
        elif way == "drop" and len(written) > 2:
            del written[at]
        elif way == "insert" and len(written) < PER_WORD:
            written.insert(at, draw(characters))
        elif way == "exchange":
            written[at : at + 2] = reversed(written[at : at + 2])
        elif way == "zeros":
            written[:0] = "0" * min(3, PER_WORD - len(written))
        elif way == "no zeros":
            written = list("".join(written).lstrip("0")) or written
        elif way == "unread":
            written[at] = "?"
    return "".join(written), registered


@given(hurt())
@settings(max_examples=500, deadline=None)
def test_the_words_tell_the_cost_of_the_alignment_or_less_from_three_edits_on(texts: tuple[str, str]) -> None:
    told, whole = cost(*texts), aligned(*texts)
    assert told == pytest.approx(whole) or THREE - 1e-9 <= told <= whole


@pytest.mark.parametrize(
    ("written", "registered"),
    [
        ("AB1234", "AB1234"),
        ("AB1235", "AB1234"),
        ("AB2134", "AB1234"),
        ("BA2134", "AB1234"),
        ("AB134", "AB1234"),
        ("B1234", "AB1234"),
        ("AB1234X", "AB1234"),
        ("A1B324", "AB1234"),
        ("AB13", "AB1234"),
        ("7AB134", "AB1234"),
        ("AB?243", "AB1234"),
        ("CDEFGH123458", "CDEFGH123456"),
    ],
)
def test_no_alignment_is_needed_within_two_edits(written: str, registered: str) -> None:
    assert cost(written, registered) == pytest.approx(aligned(written, registered))


@pytest.mark.parametrize(
    ("written", "registered"),
    [("AB12C4", "AB12?4"), ("LONGERTHANTWELVE1", "LONGERTHANTWELVE2"), ("LONGERTHANTW", "LONGERTHANTWELVE")],
)
def test_what_does_not_stand_in_one_word_is_left_to_the_alignment(written: str, registered: str) -> None:
    assert cost(written, registered) == UNKNOWN
    assert UNREAD in encode_one(registered)[0] or len(registered) > PER_WORD
