"""Registry: events, states and spans of time in words."""

from datetime import date

import pytest
from django.utils import translation

from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.wording import (
    CONFLICT_SENTENCES,
    EVENT_NAMES,
    STATUS_NAMES,
    day,
    finding_sentence,
    name_of,
    next_step,
    when,
)
from salwa.kernel.lifecycle import UNKNOWN_TIME, ConflictKind, EventKind, Happened, Status


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (UNKNOWN_TIME, "date not known"),
        (Happened.in_year(2011), "2011"),
        (Happened.in_month(2011, 3), "March 2011"),
        (Happened.on(date(2011, 3, 5)), "5 March 2011"),
        (Happened(date(2009, 5, 1), date(2011, 12, 31)), "between 1 May 2009 and 31 December 2011"),
        (Happened(date(2009, 5, 1), None), "not before 1 May 2009"),
        (Happened(None, date(2011, 12, 31)), "not after 31 December 2011"),
    ],
)
def test_time_is_told_as_exactly_as_it_is_known_and_no_more(happened: Happened, words: str) -> None:
    assert when(happened) == words


def test_every_kind_has_a_name() -> None:
    assert set(EVENT_NAMES) == set(EventKind)
    assert set(STATUS_NAMES) == set(Status)
    assert set(CONFLICT_SENTENCES) == set(ConflictKind)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("seen_after_destruction", "seen after its destruction"),
        ("stolen", "In the register it is reported stolen."),
        ("shared_component", "claimed by another record"),
        ("never_heard_of", "does not fit together"),
    ],
)
def test_every_finding_is_a_sentence(kind: str, words: str) -> None:
    assert words in finding_sentence(kind)
    assert finding_sentence(kind, "58B").endswith(" 58B")


def test_words_follow_the_language() -> None:
    with translation.override("qps-plocm"):
        assert str(STATUS_NAMES[Status.STOLEN]).startswith("‹⟪")
        assert "2011" in day(date(2011, 3, 5))


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Glock", "17", "Glock 17"),
        ("Glock", "Glock 17", "Glock 17"),
        ("Glock", "", "Glock"),
        ("", "M70", "M70"),
        ("", "", ""),
    ],
)
def test_a_firearm_is_called_by_maker_and_model_the_maker_once(make: str, model: str, name: str) -> None:
    assert name_of(make, model) == name


@pytest.mark.parametrize("kind", [kind.name.lower() for kind in FindingKind])
def test_every_finding_has_a_next_step(kind: str) -> None:
    assert next_step(kind, has_other=True).endswith(".")


def test_a_possible_duplicate_is_compared_or_its_keeper_asked() -> None:
    assert next_step("duplicate", has_other=True).startswith("Compare the two records.")
    assert next_step("duplicate", has_other=False).startswith("Ask the agency that keeps the other record")
