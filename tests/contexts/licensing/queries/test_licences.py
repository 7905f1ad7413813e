"""Licensing: a licence is found by its number."""

import pytest

from salwa.contexts.licensing.public import licence, licence_file, licence_number
from salwa.platform.errors import NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_a_licence_is_found_in_any_writing_and_a_typing_error_is_told(cast: Cast) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    number = licence_number(row)
    for text in (number, number.lower(), number[2:], number.replace("-", " ")):
        assert licence(cast.registrar, text) == row
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    with pytest.raises(Refused, match="typing error"):
        licence(cast.registrar, wrong)
    with pytest.raises(NotFound):
        licence(cast.outside_registrar, number)


def test_its_file_tells_what_it_covers(cast: Cast) -> None:
    row = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    file = licence_file(cast.registrar, row, l.today())
    assert (file.types, file.held, file.version, file.premises, file.used_on) == ((), 0, "1", "", "")
    assert len(file.conditions) == 2
