"""Demonstration, reckoning: right, among equals and wrong are told apart."""

from salwa.demo.reckoning import Outcome, Place, first_right, percentile, summary, verdicts
from salwa.demo.recoveries import Group, recoveries
from salwa.kernel.identification.model import Verdict
from tests.demo.answers import answer

DIFFERENT = next(one for one in recoveries() if one.serial_found == "SCH613")
ALIKE = next(one for one in recoveries() if one.group is Group.WRITTEN_ALIKE)
NOTHING = next(one for one in recoveries() if one.group is Group.NO_SERIAL)


def test_the_true_record_alone_at_the_top_is_right() -> None:
    outcome = Outcome(DIFFERENT, answer((DIFFERENT.external_id, "SCH631", 0.9), ("SALE-001", "SCH613", 0.05)), 1.0)
    assert outcome.place is Place.FIRST


def test_a_tie_at_the_top_counts_apart_even_when_the_true_record_is_printed_first() -> None:
    outcome = Outcome(DIFFERENT, answer((DIFFERENT.external_id, "SCH631", 0.4), ("SALE-001", "SCH631", 0.4)), 1.0)
    assert outcome.place is Place.AMONG_EQUALS


def test_a_true_record_further_down_is_not_right() -> None:
    outcome = Outcome(DIFFERENT, answer(("SALE-001", "SCH613", 0.96), (DIFFERENT.external_id, "SCH631", 0.03)), 1.0)
    assert outcome.place is Place.ELSEWHERE
    assert outcome.is_surely_wrong


def test_a_wrong_answer_that_is_not_sure_is_no_sure_error() -> None:
    outcome = Outcome(DIFFERENT, answer(("SALE-001", "SCH613", 0.9)), 1.0)
    assert outcome.place is Place.ELSEWHERE
    assert not outcome.is_surely_wrong


def test_groups_are_counted_apart() -> None:
    outcomes = [
        Outcome(DIFFERENT, answer((DIFFERENT.external_id, "SCH631", 0.9)), 1.0),
        Outcome(ALIKE, answer(("SALE-999", "X", 0.9)), 3.0),
        Outcome(NOTHING, answer(verdict=Verdict.INSUFFICIENT), 2.0),
    ]
    assert first_right(outcomes) == {
        "written_differently": {"right": 1, "among_equals": 0, "of": 1},
        "written_alike": {"right": 0, "among_equals": 0, "of": 1},
        "one_hand": {"right": 0, "among_equals": 0, "of": 0},
        "no_serial": {"right": 0, "among_equals": 0, "of": 1},
    }
    assert verdicts(outcomes) == {
        "match": 2,
        "match_corrected": 0,
        "ambiguous": 0,
        "insufficient": 1,
        "no_record": 0,
    }
    assert percentile(outcomes, 50) == 2.0
    told = summary(1_000_320, outcomes)
    assert told["register"] == 1_000_320
    assert told["queries"] == 3
    assert sum(told[verdict.value] for verdict in Verdict) == 3
