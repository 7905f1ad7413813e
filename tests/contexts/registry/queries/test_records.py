"""Registry, queries: find a record by what people call it."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.queries.records import by_external_id, card, count, firearm
from salwa.platform.errors import NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_number_is_read_in_any_case_and_a_uuid_too(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    number = registry.record_of(row)
    for text in (number, number.lower(), number.replace("-", " "), f"  {number.replace('-', '')} ", str(row.uuid)):
        assert firearm(cast.registrar, text) == row
    assert card(cast.registrar, number).record == number


def test_a_typing_error_is_told_as_one(cast: Cast) -> None:
    number = registry.record_of(b.firearm(cast.registrar))
    at = 4
    wrong = number[:at] + ("2" if number[at] != "2" else "3") + number[at + 1 :]
    with pytest.raises(Refused, match="typing error"):
        firearm(cast.registrar, wrong)


@pytest.mark.parametrize("text", ["", "?", "\0", "123", "x" * 5000])
def test_what_is_no_number_is_told_so(cast: Cast, text: str) -> None:
    with pytest.raises(Refused):
        firearm(cast.registrar, text)


def test_an_external_id_is_found_in_its_source(cast: Cast) -> None:
    row = b.firearm(cast.registrar, external_id="2004/0117")
    b.firearm(cast.registrar, "AAA112")
    assert [one.id for one in by_external_id(cast.registrar, "2004/0117")] == [row.pk]
    assert by_external_id(cast.registrar, "2004/0117", source="Another") == ()
    assert by_external_id(cast.registrar, "") == ()
    assert by_external_id(cast.outsider, "2004/0117") == ()


def test_the_administrator_opens_nothing(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    assert (count(cast.administrator), count(cast.auditor)) == (0, 1)
    assert count(cast.auditor) == 1
    with pytest.raises(NotFound):
        firearm(cast.administrator, registry.record_of(row))
