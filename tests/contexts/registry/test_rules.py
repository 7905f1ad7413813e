"""Registry, rules: each has a source, a sentence for the user, a case that keeps it and one that breaks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    forbidden_now,
)
from salwa.contexts.registry.rules._states import StateRule
from salwa.kernel.lifecycle import ConflictKind, Event, EventKind, Happened, conflicts, derive
from salwa.kernel.lifecycle.kinds import SIGHTINGS
from salwa.kernel.marks.model import MarkKind
from tests.kernel.lifecycle.lives import FEW, lives

TODAY = date(2026, 1, 1)
K = EventKind
SERIAL = MarkFacts(MarkKind.SERIAL, "BKS012")
MAKER = MarkFacts(MarkKind.MAKER, "GLOCK", code=1, country=40)
GHANA = MarkFacts(MarkKind.IMPORT, "GHA 2016", country=288, year=2016)
STEPS = [*StepRule.__subclasses__(), *StateRule.__subclasses__()]
STEPS.remove(StateRule)
ALL = [*STEPS, *MarkRule.__subclasses__()]


def at(year: int) -> Happened:
    return Happened.in_year(year)


def step(
    life: list[Event],
    kind: EventKind,
    year: int,
    holder: int | None = None,
    corrects: int | None = None,
    **more: object,
) -> Step:
    event = Event(len(life) + 1, kind, at(year), holder, corrects=corrects)
    # As recording asks: the state is that of the life without the entry that is corrected.
    stands = [one for one in life if one.ordinal != event.corrects]
    return Step(life, derive(stands), event, TODAY, **more)  # type: ignore[arg-type]  # test shorthand


DESTROYED = [Event(1, K.DESTRUCTION, at(2011))]
ENDED = [Event(1, K.IDENTITY_ENDED, at(2011))]
STOLEN = [Event(1, K.THEFT, at(2011))]
HELD = [Event(1, K.REGISTRATION, at(2011), 7)]


def after(*kinds: EventKind, holder: int | None = None) -> list[Event]:
    """A life of these kinds, one a year from 2005."""
    return [Event(count, kind, at(2004 + count), holder) for count, kind in enumerate(kinds, 1)]


SILENT = after(K.DEACTIVATION)

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
    (rules.MadeOnce, step(after(K.MANUFACTURE), K.MANUFACTURE, 2005)),
    (rules.MissingIsFoundFirst, step(STOLEN, K.REPAIR, 2012)),
    (rules.MissingIsFoundFirst, step(STOLEN, K.DESTRUCTION, 2012)),
    (rules.AbroadComesBackFirst, step(after(K.EXPORT), K.STORAGE, 2012)),
    (rules.AbroadComesBackFirst, step(after(K.TRANSIT), K.MARKING, 2012)),
    (rules.EvidenceStaysEvidence, step(after(K.EVIDENCE), K.DESTRUCTION, 2012)),
    (rules.EvidenceStaysEvidence, step(after(K.EVIDENCE), K.EXPORT, 2012)),
    (rules.LentComesBackFirst, step(after(K.LOAN, holder=8), K.SALE, 2012, 9)),
    (rules.LentComesBackFirst, step(after(K.REPAIR, holder=8), K.EXPORT, 2012)),
    (rules.DeactivatedIsNotLive, step(SILENT, K.PROOF, 2012)),
    (rules.ReactivatedIsTakenFirst, step([*SILENT, Event(2, K.REACTIVATION, at(2006))], K.SALE, 2012, 9)),
    (rules.DismantledIsReassembledFirst, step(after(K.DISMANTLING), K.PROOF, 2012)),
    (rules.OnlyWhatIsAwayReturns, step(HELD, K.RETURN, 2012)),
    (rules.OnlyWhatIsApartIsReassembled, step(HELD, K.REASSEMBLY, 2012)),
    (rules.NotTwice, step(STOLEN, K.THEFT, 2012)),
    (rules.NotTwice, step(SILENT, K.DEACTIVATION, 2012, certified=date(2012, 1, 1))),
    (rules.HoldForbidsItsEnd, step(HELD, K.DESTRUCTION, 2012, is_held=True)),
    (rules.HoldForbidsItsEnd, step(HELD, K.DESTRUCTION, 2009, is_held=True)),
    (rules.PassesToSomebody, step(HELD, K.SALE, 2012)),
    (rules.GiverHasTitle, step(HELD, K.SALE, 2012, 9, giver=8)),
    (rules.UntilComesAfter, step(HELD, K.LOAN, 2012, 9, until=date(2011, 5, 1))),
    (rules.DeactivationIsCertified, step(HELD, K.DEACTIVATION, 2012)),
    (rules.NoCertificateFromTheFuture, step(HELD, K.PROOF, 2012, certified=date(2027, 1, 1))),
    (rules.ConsentsComeFirst, step(HELD, K.SALE, 2012, 9, lacks_consent=True)),
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
    step(STOLEN, K.INHERITANCE, 2012, 9),
    step(after(K.EXPORT), K.STORAGE, 2004),
    step(after(K.EXPORT), K.IMPORT, 2012),
    step(after(K.EVIDENCE), K.RETURN, 2012),
    step(after(K.LOAN, holder=8), K.RETURN, 2012),
    step(after(K.LOAN, holder=8), K.THEFT, 2012),
    step(after(K.REPAIR), K.EXPORT, 2012),
    step(SILENT, K.SALE, 2012, 9),
    step([*SILENT, Event(2, K.REACTIVATION, at(2006))], K.SEIZURE, 2012),
    step(after(K.DISMANTLING), K.REASSEMBLY, 2012),
    step(HELD, K.DESTRUCTION, 2012, is_held=False),
    step(HELD, K.SEIZURE, 2012, is_held=True),
    step(HELD, K.SALE, 2012, 9, giver=7),
    step(HELD, K.LOAN, 2012, 9, until=date(2012, 5, 1)),
    step(HELD, K.DEACTIVATION, 2012, certified=date.min),
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
    assert {rule for rule, _ in BREAKS} == set(rules.STEP_RULES) == set(STEPS)


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
    assert [rule.__name__ for rule in ALL if rule.unverified] == [
        "DeactivationIsCertified",
        "DeactivatedIsNotLive",
        "ITI10",
    ]


@FEW
@given(lives(), st.sampled_from(EventKind), st.booleans())
def test_what_is_not_offered_today_is_what_the_state_forbids_today(
    life: list[Event], kind: EventKind, is_held: bool
) -> None:
    today = Step(life, derive(life), Event(len(life) + 1, kind, Happened.on(TODAY)), TODAY, is_held=is_held)
    assert set(forbidden_now(today)) <= set(broken_steps(today))
    assert set(forbidden_now(today)) <= set(rules.STATE_RULES)


@pytest.mark.parametrize("rule", rules.STATE_RULES, ids=lambda rule: rule.__name__)
@FEW
@given(life=lives(), kind=st.sampled_from(EventKind), year=st.integers(1990, 2025))
def test_a_rule_of_the_state_never_forbids_what_surely_came_before(
    rule: type[StepRule], life: list[Event], kind: EventKind, year: int
) -> None:
    one = step(life, kind, year)
    if one.event.happened.surely_before(one.state.since) and rule not in WHATEVER_THE_DATE:
        assert rule.is_kept(one)


@pytest.mark.parametrize("rule", rules.STEP_RULES, ids=lambda rule: rule.__name__)
@FEW
@given(life=lives(), kind=st.sampled_from(EventKind), year=st.integers(1990, 2025))
def test_a_rule_answers_about_any_life_and_the_same_twice(
    rule: type[StepRule], life: list[Event], kind: EventKind, year: int
) -> None:
    one = step(life, kind, year, holder=2, giver=1)
    assert rule.is_kept(one) is rule.is_kept(one)


@FEW
@given(lives(), st.sampled_from(sorted(SIGHTINGS)), st.integers(1990, 2025))
def test_what_an_officer_saw_is_never_refused(life: list[Event], kind: EventKind, year: int) -> None:
    assert broken_steps(step(life, kind, year)) in ((), (rules.NothingBeforeManufacture,))


@FEW
@given(lives(), st.sampled_from(EventKind), st.integers(1990, 2025))
def test_what_the_rules_admit_makes_no_conflict_that_they_forbid(life: list[Event], kind: EventKind, year: int) -> None:
    """A destroyed firearm is dealt with by nobody, and nothing is recorded before the manufacture."""
    one = step(life, kind, year, holder=1, certified=date(1990, 1, 1))
    if broken_steps(one):
        return
    before = set(conflicts(life))
    fresh = {found.kind for found in conflicts([*life, one.event]) if found not in before}
    assert ConflictKind.BEFORE_MANUFACTURE not in fresh
    assert ConflictKind.TWO_HOLDERS not in fresh


WHATEVER_THE_DATE = {rules.OneHolderAtATime, rules.MadeOnce, rules.MissingIsFoundFirst, rules.HoldForbidsItsEnd}


@pytest.mark.parametrize(
    ("becomes", "is_kept"),
    [
        (K.DESTRUCTION, False),
        (K.FIND, True),
        (K.CORRECTION, True),
        (K.SEIZURE, True),
    ],
)
def test_no_line_is_set_right_into_what_cannot_happen_now(becomes: K, is_kept: bool) -> None:
    find = Event(1, K.FIND, Happened.in_year(2010))
    exhibit = Event(2, K.EVIDENCE, Happened.in_year(2012))
    event = Event(3, becomes, Happened.in_year(2013), corrects=1)
    kept = Step([find, exhibit], derive([exhibit]), event, TODAY)
    assert (rules.EvidenceStaysEvidence not in broken_steps(kept)) is is_kept
