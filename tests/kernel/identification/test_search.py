"""What the search adds up and keeps is what each serial alone would come to."""

import math

import numpy as np
import pytest

from salwa.kernel.identification import alignment
from salwa.kernel.identification.codes import encode_one
from salwa.kernel.identification.collecting import ALL, DISTINCT, KEPT, ONE_EDIT, TWO_EDITS, room
from salwa.kernel.identification.describing import describe
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.scoring import no_fields
from salwa.kernel.identification.search import Question, search, search_further
from tests.kernel.identification.registers import arrays

ROOM = room()


def test_what_a_dense_series_weighs_is_told_from_a_sample() -> None:
    """Some thousand serials within reach, few of them kept; what all weigh is near what each alone would add up to."""
    table = arrays([f"{number:06d}" for number in range(100_000, 200_000, 3)])
    costs, aligned, room_of_one = Parameters.fitted().costs, 0.0, alignment.room()
    codes, variants = encode_one("147258")
    search(Question(codes, variants, costs, np.zeros(0, dtype=np.uint64)), table, no_fields(), TWO_EDITS, ROOM)
    found = ROOM.serials[: ROOM.numbers[DISTINCT]].astype(np.int64)
    texts, _ = describe(table, found, table.starts[found].astype(np.int64))
    for text in texts:
        other, spelled = encode_one(text.decode())
        cost = alignment.align(codes, len(codes), other, len(other), costs, room_of_one)
        to = room_of_one.to[: len(codes)]
        alike = sum(codes[at] == other[to[at]] and variants[at] != spelled[to[at]] for at in np.flatnonzero(to >= 0))
        aligned += math.exp(-cost - alike * costs[alignment.LOOK_ALIKE])
    assert len(found) > 1000
    assert ROOM.sums[ALL] == pytest.approx(aligned, rel=0.02)


@pytest.mark.parametrize("written", ["147258", "14725B", "1472?8", "47258", "914725O"])
def test_going_on_within_two_edits_finds_what_a_search_within_two_finds(written: str) -> None:
    table = arrays([f"{number:06d}" for number in range(100_000, 200_000, 3)] + ["14725B", "I4725B", "I47Z5B"])
    codes, variants = encode_one(written)
    question = Question(codes, variants, Parameters.fitted().costs, np.zeros(0, dtype=np.uint64))
    search(question, table, no_fields(), TWO_EDITS, ROOM)
    at_once, mass = best_and_looked_at(), ROOM.sums[ALL]
    search(question, table, no_fields(), ONE_EDIT, ROOM)
    search_further(question, table, no_fields(), ROOM)
    assert best_and_looked_at() == at_once
    assert ROOM.sums[ALL] == pytest.approx(mass, rel=0.02)


def best_and_looked_at() -> tuple[list[float], set[int], set[int]]:
    """The scores kept, the records kept but for equals of the last, and the serials looked at."""
    kept = ROOM.numbers[KEPT]
    scores = ROOM.score[:kept].round(9).tolist()
    records = {record for record, score in zip(ROOM.record.tolist(), scores, strict=False) if score > scores[-1]}
    return scores, records, set(ROOM.serials[: ROOM.numbers[DISTINCT]].tolist())
