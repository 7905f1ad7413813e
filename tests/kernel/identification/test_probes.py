"""The number of keys stays small; what they find is held against brute force in test_search."""

import numpy as np
import pytest

from salwa.kernel.identification import probes
from salwa.kernel.identification.codes import encode_one


def keys(text: str, *kinds: str) -> set[int]:
    room = probes.room()
    codes, _ = encode_one(text)
    for kind in kinds:
        getattr(probes, kind)(codes, len(codes), room)
    assert room.number[1] == 0
    return set(room.hashes[: room.number[0]].tolist())


def test_one_edit_needs_the_serial_and_its_deletions() -> None:
    assert len(keys("AC12345", "one_edit")) == 8
    assert len(keys("1111", "one_edit")) == 2


@pytest.mark.parametrize(("length", "most"), [(6, 1200), (8, 1600), (12, 3000), (32, 2 * 10**4)])
def test_two_edits_need_far_fewer_than_every_edit_with_every_deletion(length: int, most: int) -> None:
    text = "".join("0123456789ACEFHJKMNPRTUVWXY"[(7 * at) % 27] for at in range(length))
    assert len(keys(text, "one_edit", "two_edits")) < most


def test_text_beside_a_serial_leaves_at_least_four_characters() -> None:
    assert keys("1234", "text_beside") == set()
    ends = ("12345", "23456", "1234", "3456")
    assert keys("123456", "text_beside") == {key for end in ends for key in _whole(end)}


def _whole(text: str) -> set[int]:
    room = probes.room()
    codes, _ = encode_one(text)
    probes.one_edit(codes, len(codes), room)
    return {int(room.hashes[0])}


def test_too_many_unreadable_characters_give_no_keys() -> None:
    room = probes.room()
    codes, _ = encode_one("1?????2")
    probes.unread(codes, len(codes), room, np.bool_(False))
    assert room.number[0] == 0
