"""Retention: rules as sentences."""

from datetime import date

import pytest
from django.utils import translation

from salwa.contexts.retention.wording import COUNTED_FROM, KIND_NAMES, kind_name, time_of, told
from salwa.kernel.packs import Counting, RecordKind, pack_of

XC = pack_of("XC", date(2026, 1, 1))


def test_everything_has_words() -> None:
    assert set(KIND_NAMES) == set(RecordKind)
    assert set(COUNTED_FROM) == set(Counting)
    assert kind_name(RecordKind.PERSON) == "Who persons were"


@pytest.mark.parametrize(
    ("state", "kind", "text"),
    [
        ("XC", RecordKind.POSSESSION, "30 years from the destruction of the firearm"),
        ("XD", RecordKind.MARKING, "Without end"),
    ],
)
def test_a_time_is_told_with_what_it_counts_from(state: str, kind: RecordKind, text: str) -> None:
    rule = pack_of(state, date(2026, 1, 1)).kept(kind)
    assert rule is not None
    assert time_of(rule) == text


def test_a_name_is_told_in_the_reader_s_language_and_else_in_english() -> None:
    assert told(XC.name) == "Republic of Corvania"
    with translation.override("fr"):
        assert told(XC.name) == "République de Corvanie"
    with translation.override("qps-plocm"):
        assert told(XC.name) == "Republic of Corvania"
