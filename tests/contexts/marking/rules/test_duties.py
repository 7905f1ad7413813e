"""Marking, tests: the rules of marking, each as its user meets it."""

import pytest

from salwa.contexts.marking.rules import duties
from salwa.contexts.marking.rules.accounting import Fate, Run, account

RULES = [one for one in vars(duties).values() if isinstance(one, type) and one.__module__ == duties.__name__]


@pytest.mark.parametrize("rule", [one for one in RULES if one is not duties.Rule])
def test_a_rule_has_a_sentence_and_a_source(rule: type[duties.Rule]) -> None:
    assert rule.text().endswith(".")
    assert "Source" not in rule.text()
    assert rule.source


def test_a_seized_firearm_carries_a_unique_mark_before_it_is_kept() -> None:
    assert not duties.ITI9SeizedIsMarked.is_kept(has_serial=False, has_state_mark=False)
    assert duties.ITI9SeizedIsMarked.is_kept(has_serial=True, has_state_mark=False)
    assert duties.ITI9SeizedIsMarked.is_kept(has_serial=False, has_state_mark=True)
    assert duties.ITI9SeizedIsMarked.unverified


def test_every_number_is_accounted_for() -> None:
    assert not duties.EveryNumberAccounted.is_kept(account([Run(1, 2)], {1: Fate.VOID}))
    assert duties.EveryNumberAccounted.is_kept(account([Run(1, 1)], {1: Fate.VOID}))


def test_every_mark_is_read_again() -> None:
    assert not duties.EveryMarkReadAgain.is_kept({1, 2}, {1})
    assert duties.EveryMarkReadAgain.is_kept({1}, {1, 2})


def test_a_second_person_reads() -> None:
    assert not duties.SecondPersonReads.is_kept(7, {7, 8})
    assert duties.SecondPersonReads.is_kept(9, {7, 8})


def test_a_lost_number_says_why() -> None:
    assert not duties.LostNumberSaysWhy.is_kept(Fate.SPOILED, "  ")
    assert duties.LostNumberSaysWhy.is_kept(Fate.SPOILED, "needle broke")
    assert duties.LostNumberSaysWhy.is_kept(Fate.ENGRAVED, "")


def test_a_firearm_carries_one_mark_of_a_job() -> None:
    assert not duties.OneMarkOfAJob.is_kept(1, {1: 5})
    assert duties.OneMarkOfAJob.is_kept(2, {1: 5})
