"""Registry, rules: of moves of parts, each has a source, a sentence, a case that keeps it and one that breaks it."""

from dataclasses import replace
from datetime import date

import pytest

from salwa.contexts.registry.rules import parts
from salwa.contexts.registry.rules.parts import MOVE_RULES, Move, MoveRule, broken_moves
from salwa.kernel.lifecycle import Happened, State, Status

TODAY = date(2026, 1, 1)
HELD = State(Status.REGISTERED, 7, Happened.in_year(2005), 1)
OUT = Move(weapon=HELD, happened=Happened.in_year(2020), today=TODAY)
IN = replace(OUT, comes_in=True, kind="SLIDE", control="FRAME")
BREAKS = [
    (parts.MissingStaysWhole, replace(OUT, weapon=State(Status.STOLEN, 7, Happened.in_year(2010), 2))),
    (parts.MissingStaysWhole, replace(OUT, weapon=State(Status.LOST, 7, Happened.in_year(2010), 2))),
    (parts.ExhibitStaysWhole, replace(OUT, weapon=State(Status.EVIDENCE, 7, Happened.in_year(2010), 2))),
    (parts.ExhibitStaysWhole, replace(IN, part=State(Status.EVIDENCE, 7, Happened.in_year(2010), 2))),
    (parts.PartIsAtHand, replace(IN, part=State(Status.STOLEN))),
    (parts.PartOfTheSameHolder, replace(IN, part=State(Status.REGISTERED, 8))),
    (parts.MovesInOrder, replace(OUT, moved=Happened.in_year(2021))),
    (parts.OneControlComponent, replace(IN, kind="FRAME")),
    (parts.ControlForControl, replace(IN, control="", must_control=True)),
]
KEEPS = [
    OUT,
    IN,
    replace(OUT, weapon=State(Status.STOLEN, 7, Happened.in_year(2024), 2)),
    replace(OUT, weapon=State(Status.EVIDENCE, 7, Happened.in_year(2024), 2)),
    replace(IN, part=State(Status.REGISTERED, 7)),
    replace(IN, kind="FRAME", control="", must_control=True),
    replace(IN, kind="UPPER_RECEIVER", control="LOWER_RECEIVER"),
    replace(OUT, moved=Happened.in_year(2020)),
]


@pytest.mark.parametrize(("rule", "move"), BREAKS)
def test_a_move_that_breaks_a_rule_is_refused_in_its_words(rule: type[MoveRule], move: Move) -> None:
    assert broken_moves(move) == (rule,)


@pytest.mark.parametrize("move", KEEPS)
def test_a_sound_move_breaks_none(move: Move) -> None:
    assert broken_moves(move) == ()


@pytest.mark.parametrize("rule", MOVE_RULES)
def test_each_rule_names_its_source_and_speaks_to_the_user(rule: type[MoveRule]) -> None:
    assert rule.source
    assert rule.text().endswith(".")
    assert rule in {broken for broken, _ in BREAKS}
