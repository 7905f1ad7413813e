"""Registry, naming: the public number of a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import is_number, named_by, record_of
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


@pytest.mark.parametrize(
    "text", ["XC-7K3M9-Q2T4H-5", "xc7k3m9q2t4h5", "xc 7k3m9 q2t4h 5", "01a20b6d-3dec-7a99-ad33-13a4b2bfba3f"]
)
def test_what_has_the_form_of_a_number_is_told_from_a_serial(text: str) -> None:
    assert is_number(text)
    assert not any(is_number(other) for other in ("BKS012", "INV-1", "58B123456", text[:-1], f"{text}1"))
