"""Marking, tests: an account balances, or names the numbers."""

from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.marking.rules.accounting import Fate, Fault, Imbalance, Run, account, merged, runs_of


def test_what_was_given_is_what_is_told_and_what_is_open() -> None:
    drawn = account([Run(1, 5), Run(6, 6)], {1: Fate.ENGRAVED, 2: Fate.SPOILED, 3: Fate.SKIPPED, 6: Fate.VOID})
    assert (drawn.allotted, drawn.engraved, drawn.spoiled, drawn.skipped, drawn.void) == (6, 1, 1, 1, 1)
    assert drawn.open == (Run(4, 5),)
    assert drawn.still_open == 2
    assert drawn.is_balanced


def test_a_gap_is_named_in_a_whole_series_and_not_in_a_job() -> None:
    runs = [Run(4, 5)]
    assert account(runs, {}).faults == (Fault(Imbalance.GAP, Run(1, 3)),)
    assert not account(runs, {}).is_balanced
    assert account(runs, {}, is_whole=False).is_balanced


def test_numbers_given_twice_are_named() -> None:
    assert account([Run(1, 5), Run(4, 8)], {}).faults == (Fault(Imbalance.TWICE, Run(4, 5)),)


def test_a_number_that_was_never_given_is_named_and_not_counted() -> None:
    drawn = account([Run(1, 2)], {9: Fate.ENGRAVED})
    assert drawn.faults == (Fault(Imbalance.NEVER_ALLOTTED, Run(9, 9)),)
    assert drawn.engraved == 0


@given(st.lists(st.integers(1, 9), max_size=8), st.dictionaries(st.integers(1, 40), st.sampled_from(Fate)))
def test_runs_without_gaps_always_balance(counts: list[int], told: dict[int, Fate]) -> None:
    runs, last = [], 0
    for count in counts:
        runs.append(Run(last + 1, last + count))
        last += count
    drawn = account(runs, {number: fate for number, fate in told.items() if number <= last})
    assert drawn.is_balanced
    assert drawn.allotted == last


@given(st.sets(st.integers(1, 60)))
def test_numbers_become_runs_and_stay_the_same_numbers(numbers: set[int]) -> None:
    runs = runs_of(numbers)
    assert [one for run in runs for one in range(run.first, run.last + 1)] == sorted(numbers)
    assert merged(runs) == runs
    assert sum(map(len, runs)) == len(numbers)
