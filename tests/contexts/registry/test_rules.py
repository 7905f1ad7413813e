"""Registry, rules: each has a source, a sentence for the user, a case that keeps it and one that breaks it."""

from datetime import date

import pytest

from salwa.contexts.registry import rules
from salwa.contexts.registry.rules import (
    MarkFacts,
    MarkRule,
    Rule,
    Step,
    StepRule,
    advice_on,
    broken_marks,
    broken_steps,
)
from salwa.kernel.lifecycle import Event, EventKind, Happened, derive
from salwa.kernel.marks.model import MarkKind

TODAY = date(2026, 1, 1)
K = EventKind
SERIAL = MarkFacts(MarkKind.SERIAL, "BKS012")
MAKER = MarkFacts(MarkKind.MAKER, "GLOCK", code=1, country=40)
GHANA = MarkFacts(MarkKind.IMPORT, "GHA 2016", country=288, year=2016)
ALL = [one for kind in (StepRule, MarkRule) for one in kind.__subclasses__()]


def at(year: int) -> Happened:
    return Happened.in_year(year)


def step(life: list[Event], kind: EventKind, year: int, holder: int | None = None, corrects: int | None = None) -> Step:
    event = Event(len(life) + 1, kind, at(year), holder, corrects=corrects)
    return Step(life, derive(life), event, TODAY)


DESTROYED = [Event(1, K.DESTRUCTION, at(2011))]
ENDED = [Event(1, K.IDENTITY_ENDED, at(2011))]
STOLEN = [Event(1, K.THEFT, at(2011))]
HELD = [Event(1, K.REGISTRATION, at(2011), 7)]

BREAKS = [
    (rules.NotInTheFuture, step([], K.LOSS, 2027)),
    (rules.DestroyedStaysDestroyed, step(DESTROYED, K.TRANSFER, 2012, 7)),
    (rules.DestroyedStaysDestroyed, step(DESTROYED, K.DESTRUCTION, 2011)),
    (rules.EndedStaysEnded, step(ENDED, K.TRANSFER, 2012, 7)),
    (rules.NothingBeforeManufacture, step([Event(1, K.MANUFACTURE, at(2004))], K.IMPORT, 2003)),
    (rules.NothingBeforeManufacture, step([Event(1, K.SALE, at(2003))], K.MANUFACTURE, 2004)),
    (rules.MissingIsFoundFirst, step(STOLEN, K.TRANSFER, 2012, 7)),
    (rules.OneHolderAtATime, step(HELD, K.REGISTRATION, 2012, 8)),
    (rules.TransferChangesHolder, step(HELD, K.TRANSFER, 2012, 7)),
    (rules.CorrectionNamesAnEntryInForce, step(HELD, K.CORRECTION, 2012, corrects=9)),
]
KEEPS = [
    step([], K.LOSS, 2026),
    step(DESTROYED, K.SEIZURE, 2015),
    step(ENDED, K.SEIZURE, 2015),
    step(ENDED, K.TRANSFER, 2009, 7),
    step(DESTROYED, K.TRANSFER, 2009, 7),
    step(DESTROYED, K.SALE, 2011, corrects=1),
    step([Event(1, K.MANUFACTURE, at(2004))], K.IMPORT, 2004),
    step(STOLEN, K.FIND, 2012),
    step([*STOLEN, Event(2, K.FIND, at(2012))], K.TRANSFER, 2013, 7),
    step(HELD, K.REGISTRATION, 2012, 7),
    step(HELD, K.TRANSFER, 2012, 8),
    step(HELD, K.CORRECTION, 2012, corrects=1),
]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.__name__)
def test_every_rule_names_its_source_and_speaks_to_the_user(rule: type[Rule]) -> None:
    assert rule.source
    assert rule.text().endswith(".")
    assert "Source" not in rule.text()
    assert "Source:" in (rule.__doc__ or "")


@pytest.mark.parametrize(("rule", "broken"), BREAKS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_breaks_a_rule_is_told_by_that_rule(rule: type[StepRule], broken: Step) -> None:
    assert broken_steps(broken) == (rule,)


@pytest.mark.parametrize("kept", KEEPS)
def test_what_is_possible_is_recorded(kept: Step) -> None:
    assert broken_steps(kept) == ()


def test_every_step_rule_has_been_seen_to_refuse() -> None:
    assert {rule for rule, _ in BREAKS} == set(rules.STEP_RULES) == set(StepRule.__subclasses__())


def test_a_fully_marked_firearm_meets_all() -> None:
    assert advice_on([SERIAL, MAKER, GHANA], is_imported=True) == ()


@pytest.mark.parametrize(
    ("marks", "rule"),
    [
        ([SERIAL], rules.ITI8a),
        ([SERIAL, MarkFacts(MarkKind.MAKER, "GLOCK")], rules.ITI8a),
        ([MAKER], rules.ITI8a),
        ([SERIAL, MAKER], rules.Protocol8ImportMark),
        ([MarkFacts(MarkKind.SERIAL, "B1", on_control=False), MAKER, GHANA], rules.ITI10),
    ],
)
def test_what_a_record_lacks_is_advice(marks: list[MarkFacts], rule: type[MarkRule]) -> None:
    assert rule in advice_on(marks, is_imported=True)
    assert broken_marks(marks) == ()


def test_an_import_mark_is_asked_of_imported_firearms_only() -> None:
    assert advice_on([SERIAL, MAKER], is_imported=False) == ()


@pytest.mark.parametrize("text", ["", "--", "???", "  "])
def test_a_serial_without_a_letter_or_digit_is_refused(text: str) -> None:
    assert broken_marks([MarkFacts(MarkKind.SERIAL, text)]) == (rules.SerialSaysSomething,)


def test_what_was_quoted_from_memory_says_so() -> None:
    assert [rule.__name__ for rule in ALL if rule.unverified] == ["ITI10"]
