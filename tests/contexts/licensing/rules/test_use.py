"""Licensing: which licences admit what is about to happen to a firearm."""

from dataclasses import replace
from datetime import date, timedelta

from salwa.contexts.licensing.rules import PERMIT_RULES, Permit, State, Use, admits, broken_by
from salwa.contexts.licensing.rules.use import CoversDealing, CoversType, LeavesRoom, has_room
from salwa.kernel.packs import Dealing, LicenceKind

DAY = date(2026, 11, 30)
STATE = State(valid_from=DAY - timedelta(10), valid_to=DAY + timedelta(10), quota=2)
KIND = LicenceKind(code="X", name={"en": "X"}, holders=("person",), permits=(Dealing.ACQUIRE,), quota=2)
PERMIT = Permit(id=1, kind=KIND, state=STATE)
USE = Use(dealing=Dealing.ACQUIRE, type=2, day=DAY, held=1)
POSSESSION = Permit(id=3, kind=replace(KIND, permits=(Dealing.POSSESS,)), state=STATE)


def test_a_licence_in_force_admits_what_it_permits() -> None:
    assert broken_by([PERMIT], USE) is None
    assert admits([PERMIT], USE) == (PERMIT,)


def test_without_one_nothing_is_admitted() -> None:
    assert broken_by([], USE) is CoversDealing
    assert broken_by([PERMIT], replace(USE, dealing=Dealing.CARRY)) is CoversDealing
    assert broken_by([PERMIT], replace(USE, day=DAY + timedelta(11))) is CoversDealing
    suspended = replace(PERMIT, state=replace(STATE, is_suspended=True))
    assert broken_by([suspended], USE) is CoversDealing


def test_types_and_quota_are_kept() -> None:
    assert broken_by([replace(PERMIT, types=frozenset({9}))], USE) is CoversType
    assert broken_by([replace(PERMIT, kind=replace(KIND, types=(2,)))], USE) is None
    assert broken_by([PERMIT], replace(USE, held=2)) is LeavesRoom
    unlimited = replace(PERMIT, kind=replace(KIND, quota=None), state=replace(STATE, quota=None))
    assert broken_by([unlimited], replace(USE, held=900)) is None


def test_who_possesses_under_a_full_licence_acquires_under_none() -> None:
    single = Permit(id=2, kind=replace(KIND, single_use=True), state=STATE)
    assert broken_by([single], replace(USE, held=5)) is None
    assert broken_by([single, POSSESSION], replace(USE, held=1)) is None
    assert broken_by([single, POSSESSION], replace(USE, held=2)) is LeavesRoom
    assert not has_room([POSSESSION], replace(USE, held=2))


def test_a_permit_for_one_use_goes_first_and_of_two_the_one_that_ends_first() -> None:
    later = Permit(id=2, kind=replace(KIND, single_use=True), state=replace(STATE, valid_to=DAY + timedelta(9)))
    sooner = replace(later, id=4, state=replace(STATE, valid_to=DAY + timedelta(1)))
    assert [one.id for one in admits([PERMIT, later, sooner], USE)] == [4, 2, 1]


def test_every_rule_has_a_sentence_and_a_source() -> None:
    for rule in PERMIT_RULES:
        assert rule.text()
        assert rule.source
