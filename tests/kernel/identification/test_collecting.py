"""The search looks at every registered serial that it promises to look at: held against brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from salwa.kernel.identification.codes import encode_one
from salwa.kernel.identification.collecting import BOUND, DISTINCT, collect, room
from salwa.kernel.identification.describing import describe
from salwa.kernel.marks.folding import folded, plain
from tests.kernel.identification.registers import arrays, within

ALPHABET = "01A7"
SERIALS = st.text(ALPHABET, min_size=1, max_size=7)
REGISTERS = st.lists(SERIALS, min_size=1, max_size=60)
ROOM = room()


def looked_at(question: str, register: list[str], edits: int) -> set[str]:
    table = arrays(register)
    codes, _ = encode_one(plain(question))
    collect(codes, table, edits, ROOM)
    found = ROOM.serials[: ROOM.numbers[DISTINCT]]
    assert len(set(found.tolist())) == len(found), "a serial is noted once"
    texts, _ = describe(table, found.astype(np.int64), table.starts[found].astype(np.int64))
    return {folded(text.decode()) for text in texts}


@given(SERIALS, REGISTERS)
@settings(max_examples=300, deadline=None)
def test_one_edit_misses_nothing(question: str, register: list[str]) -> None:
    assert within(question, 1, ALPHABET) & set(register) <= looked_at(question, register, 1)


@given(SERIALS, REGISTERS)
@settings(max_examples=500, deadline=None)
def test_two_edits_miss_nothing_even_one_after_the_other(question: str, register: list[str]) -> None:
    assert within(question, 2, ALPHABET) & set(register) <= looked_at(question, register, 2)


def test_every_neighbour_within_two_edits_of_a_text_is_found() -> None:
    """All of them at once: whatever way two edits combine, also an exchange with an edit inside it."""
    for question in ("0", "01", "0A1", "77A1", "01A70", "A0170A"):
        register = sorted(within(question, 2, ALPHABET) - {""})
        assert looked_at(question, register, 2) == set(register)
        nearest = sorted(within(question, 1, ALPHABET) - {""})
        assert looked_at(question, nearest, 1) == set(nearest)


@given(st.text("0123456789ACEFHX", min_size=5, max_size=32), st.data())
@settings(max_examples=200, deadline=None)
def test_long_serials_within_two_edits_are_found(registered: str, data: st.DataObject) -> None:
    written = registered
    for _ in range(2):
        written = data.draw(st.sampled_from(sorted(set(within(written, 1, "0A9")))))
    written = written[:32]
    if written and OSA.distance(written, registered) <= 2:
        table = arrays([registered, "COMPLETELYOTHER", "1234567"])
        codes, _ = encode_one(written)
        collect(codes, table, 2, ROOM)
        assert table.words.tolist().index(_first_word(registered)) in ROOM.serials[: ROOM.numbers[DISTINCT]]


def _first_word(serial: str) -> int:
    return int(arrays([serial]).words[0])


@pytest.mark.parametrize("unreadable", [1, 2, 3, 4])
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_unreadable_characters_stand_for_any(unreadable: int, data: st.DataObject) -> None:
    serial = data.draw(st.text("0123456789ACEFHJ", min_size=unreadable, max_size=9))
    places = data.draw(st.permutations(range(len(serial))))[:unreadable]
    question = "".join("?" if at in places else character for at, character in enumerate(serial))
    assert serial in looked_at(question, [serial, "123", "ACE99"], 1)


@pytest.mark.parametrize("question", ["?", "0?", "?1A", "0??7", "A?1?0"])
def test_up_to_two_unreadable_characters_allow_an_edit_beside(question: str) -> None:
    register = sorted(within(question, 1, ALPHABET) - {""})
    assert set(register) <= looked_at(question, register, 2)


@given(st.text("0123456789A", min_size=4, max_size=8), st.text("0123456789A", min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_lost_or_added_end_is_found(serial: str, lost: str) -> None:
    assert lost + serial in looked_at(serial, [lost + serial, "555"], 1)
    assert serial + lost in looked_at(serial, [serial + lost, "555"], 1)
    assert serial in looked_at(lost + serial, [serial, "555"], 1)
    assert serial in looked_at(serial + lost, [serial, "555"], 1)


def test_a_bound_that_was_met_is_told() -> None:
    crowd = [f"{number:05d}7777" for number in range(6000)]
    looked_at("7777", crowd, 1)
    assert ROOM.numbers[BOUND] == 1
    looked_at("000017777", crowd, 2)
    assert ROOM.numbers[BOUND] == 0


@given(st.lists(st.text("0OQD1IL5SAB8?", min_size=1, max_size=32), min_size=1, max_size=20))
@settings(max_examples=100, deadline=None)
def test_the_same_folded_serial_is_always_looked_at(register: list[str]) -> None:
    table = arrays(register)
    for serial in register:
        codes, _ = encode_one(serial)
        if "?" in serial:
            continue
        collect(codes, table, 1, ROOM)
        starts = [int(table.starts[at]) for at in ROOM.serials[: ROOM.numbers[DISTINCT]]]
        ends = [int(table.starts[at + 1]) for at in ROOM.serials[: ROOM.numbers[DISTINCT]]]
        records = np.concatenate([table.rows[a:b, 0] for a, b in zip(starts, ends, strict=True)])
        assert {number for number, one in enumerate(register, 1) if folded(one) == folded(serial)} <= set(
            records.tolist()
        )
