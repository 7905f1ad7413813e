"""Registry, naming: the public number of a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import named_by, record_of
from salwa.platform import numbers
from salwa.platform.errors import NotFound, Refused


def test_what_is_shown_is_read_again() -> None:
    row = Firearm(number=numbers.draw())
    assert named_by(record_of(row)) == {"number": row.number}
    assert named_by(str(row.uuid).upper()) == {"uuid": row.uuid}


def test_another_state_s_number_is_told_as_such() -> None:
    with pytest.raises(NotFound, match="register of XD"):
        named_by(numbers.written(77, "XD"))


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises((Refused, NotFound), match=r"number|typing error"):
        named_by(text)


def test_one_wrong_character_is_a_typing_error() -> None:
    with pytest.raises(Refused, match="the check character does not fit"):
        named_by("XC-00000-00001-0" if not record_of(Firearm(number=1)).endswith("0") else "XC-00000-00001-1")
