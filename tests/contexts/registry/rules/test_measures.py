"""Registry, rules: how a mark should stand is advised and never asked of an old firearm."""

from dataclasses import replace
from decimal import Decimal

import pytest

from salwa.contexts.registry.rules import measures
from salwa.contexts.registry.rules.measures import STANDING_RULES, Standing, StandingRule, advice_on_standing
from salwa.kernel.marks.model import MarkKind

SERIAL = Standing(kind=MarkKind.SERIAL)
IMPORT = Standing(kind=MarkKind.IMPORT, on_polymer=True)
BREAKS = [
    (measures.ImportMarkOnMetal, IMPORT),
    (measures.ImportMarkOnMetal, replace(IMPORT, on_plate=False)),
    (measures.SerialOnPlate, replace(SERIAL, on_polymer=True, on_plate=False)),
    (measures.HighEnough, replace(SERIAL, height=Decimal("1.59"))),
    (measures.HighEnough, replace(SERIAL, height=Decimal("1.8"), least_height=Decimal(2))),
    (measures.DeepEnough, replace(SERIAL, depth=Decimal("0.07"), least_depth=Decimal("0.08"))),
]
KEEPS = [
    SERIAL,
    replace(IMPORT, on_plate=True),
    replace(IMPORT, is_doubled=True),
    replace(IMPORT, on_polymer=False),
    replace(SERIAL, on_polymer=True),
    replace(SERIAL, height=Decimal("1.6")),
    replace(SERIAL, depth=Decimal("0.07")),
]


@pytest.mark.parametrize(("rule", "mark"), BREAKS)
def test_what_does_not_stand_as_it_should_is_told(rule: type[StandingRule], mark: Standing) -> None:
    assert advice_on_standing(mark) == (rule,)


@pytest.mark.parametrize("mark", KEEPS)
def test_what_stands_well_or_was_not_measured_is_left_alone(mark: Standing) -> None:
    assert advice_on_standing(mark) == ()


@pytest.mark.parametrize("rule", STANDING_RULES)
def test_each_rule_names_its_source(rule: type[StandingRule]) -> None:
    assert rule.source
    assert rule.text().endswith(".")
