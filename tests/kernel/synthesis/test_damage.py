"""Kernel, synthesis: the first error model does what its table says, and its truth is true."""

import random

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from salwa.kernel.marks.folding import folded, plain
from salwa.kernel.synthesis.damage import ABSENCES, DAMAGES, MAKES, damaged, queries
from salwa.kernel.synthesis.register import register

ROWS = 20_000
SERIALS = st.from_regex(r"[A-Z]{0,3}[ -]?[0-9]{5,7}[A-Z]?", fullmatch=True)


@pytest.fixture(scope="module")
def asked() -> pa.Table:
    return queries(ROWS, 5, 6_000, query_seed=2)


@given(SERIALS, st.sampled_from(sorted(DAMAGES)), st.integers(0, 2**32))
def test_damage_goes_no_further_than_its_name(serial: str, damage: str, seed: int) -> None:
    written = damaged(serial, damage, random.Random(seed))
    before, after = plain(serial), plain(written)
    assert after
    if damage in {"exact", "spacing", "wrong_field"}:
        assert after == before
    elif damage in {"unreadable", "unreadable_2"}:
        assert after.count("?") == (2 if damage.endswith("2") else 1)
        assert len(after) == len(before)
    elif damage == "prefix_lost":
        assert before.endswith(after)
        assert 0 < len(before) - len(after) <= 3
    elif damage in {"zeros_lost", "zeros_added"}:
        assert after.lstrip("0") == before.lstrip("0")
        assert after == before or serial.isdigit()
    elif damage == "suffix_lost":
        assert before.startswith(after)
        assert 0 < len(before) - len(after) <= 2
    elif damage in {"substituted", "inserted", "dropped", "transposed"}:
        assert OSA.distance(folded(before), folded(after)) <= 1
        assert after != before
    elif damage in {"look_alike", "look_alike_2"}:
        assert OSA.distance(folded(before), folded(after)) <= 1
        assert OSA.distance(before, after) <= 2
        assert after != before
    elif damage == "two_edits":
        assert OSA.distance(folded(before), folded(after)) <= 2


def test_the_shares_are_those_that_are_documented(asked: pa.Table) -> None:
    for column, shares in (("damage", DAMAGES), ("make_damage", MAKES)):
        assert sum(shares.values()) == 100
        counted = {one["values"]: one["counts"] for one in pc.value_counts(asked[column]).to_pylist()}
        for name, share in shares.items():
            assert abs(counted[name] / asked.num_rows * 100 - share) < 3, name
    absent = asked.filter(pc.equal(asked["record"], 0))
    assert abs(absent.num_rows / asked.num_rows - 0.2) < 0.03
    assert set(absent["absence"].to_pylist()) == set(ABSENCES)


def test_the_truth_is_the_row_of_the_register(asked: pa.Table) -> None:
    held = pa.Table.from_batches(register(ROWS, 5)).to_pylist()
    for query in asked.to_pylist():
        if query["record"]:
            row = held[query["record"] - 1]
            assert row["external_id"] == query["external_id"]
            assert plain(row["serial"]) == plain(query["true_serial"])


def test_what_is_absent_is_truly_absent(asked: pa.Table) -> None:
    held = {
        (row["make"].casefold(), plain(row["serial"])) for row in pa.Table.from_batches(register(ROWS, 5)).to_pylist()
    }
    glocks = [
        q for q in asked.to_pylist() if q["absence"] and q["make"].casefold() == "glock" and q["make_damage"] == "right"
    ]
    assert glocks
    assert not any(("glock", plain(q["true_serial"])) in held for q in glocks)


def test_a_namesake_bears_the_number_of_a_registered_firearm_of_another_make(asked: pa.Table) -> None:
    makes: dict[str, set[str]] = {}
    for row in pa.Table.from_batches(register(ROWS, 5)).to_pylist():
        makes.setdefault(plain(row["serial"]), set()).add(row["make"].casefold())
    namesakes = [query for query in asked.to_pylist() if query["absence"] == "namesake"]
    assert namesakes
    for query in namesakes:
        assert makes[plain(query["true_serial"])]
        assert query["make_damage"] != "right" or query["make"].casefold() not in makes[plain(query["true_serial"])]


def test_the_same_seed_asks_the_same_questions() -> None:
    assert queries(ROWS, 5, 50, query_seed=3).equals(queries(ROWS, 5, 50, query_seed=3))
    assert not queries(ROWS, 5, 50, query_seed=3).equals(queries(ROWS, 5, 50, query_seed=4))


def test_a_wrong_field_leaves_the_serial_in_the_remarks(asked: pa.Table) -> None:
    strayed = asked.filter(pc.equal(asked["damage"], "wrong_field")).to_pylist()
    assert strayed
    for query in strayed:
        assert query["serial"] == ""
        assert query["true_serial"] in query["remarks"]
