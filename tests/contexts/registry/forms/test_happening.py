"""Registry, forms: the form of a kind of event follows its sheet, and what a line says comes back into it."""

from datetime import UTC, date, datetime

import pytest

from salwa.contexts.registry.answers import Line, LineDetail
from salwa.contexts.registry.forms.happening import HappeningForm, initial_of
from salwa.contexts.registry.models import Method
from salwa.contexts.registry.questions import SHEETS, Ask, sheet_of
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.packs.model import Answer, Extra
from salwa.platform.errors import Fault, Refused
from tests.conftest import Cast

LINE = Line(
    ordinal=4,
    kind=EventKind.DESTRUCTION,
    happened=Happened.in_year(2011),
    recorded_at=datetime(2012, 1, 1, tzinfo=UTC),
    recorded_by="Registrar",
    reason="",
    entry=9,
    place="Foundry",
    detail=LineDetail(
        method=Method.MELTED,
        certificate=("D 9", "Proof house", date(2011, 5, 1), "S 1"),
        witnesses=("A", "B"),
        answers=(("seal", "S 77"),),
    ),
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.kind.name)
def test_a_form_asks_what_its_sheet_asks(sheet) -> None:
    fields = set(HappeningForm(sheet=sheet, actor=None).fields)  # type: ignore[arg-type]  # nobody is asked yet
    assert {ask.value for ask in sheet.asks if ask is not Ask.CERTIFICATE} <= fields
    assert {"when", "reason", "key", "seen"} <= fields
    assert ("certificate_number" in fields) is (Ask.CERTIFICATE in sheet.asks)


def test_what_a_line_says_comes_back_into_its_form(cast: Cast) -> None:
    asked = (
        Extra(name="seal", label={"fr": "Sceau"}),
        Extra(name="paid", label={"en": "Paid"}, answer=Answer.YES_NO),
        Extra(name="count", label={"en": "Count"}, answer=Answer.NUMBER),
        Extra(name="colour", label={"en": "Colour"}, answer=Answer.CHOICE, choices=(("red", {"en": "Red"}),)),
    )
    initial = initial_of(LINE, "")
    sent = {name: str(value) for name, value in initial.items() if value} | {"method": "1"}
    form = HappeningForm(sent, sheet=sheet_of("destruction"), actor=cast.registrar, asked=asked)
    assert form.is_valid(), form.errors
    told = form.told()
    assert (told.happened, told.place) == (LINE.happened, "Foundry")
    assert told.details.method is Method.MELTED
    assert told.details.certificate is not None
    assert told.details.certificate.issued_on == date(2011, 5, 1)
    assert told.details.witnesses == ("A", "B")
    assert told.details.answers == (("seal", "S 77"),)
    assert initial_of(LINE._replace(detail=None), "x")["holder_pick"] == "x"


def test_a_fault_stands_beside_its_field_or_at_the_top(cast: Cast) -> None:
    form = HappeningForm({"when": "?", "seen": ""}, sheet=sheet_of("loss"), actor=cast.registrar)
    assert form.is_valid()
    form.add_faults(Refused([Fault(0, "place", "too long"), Fault(0, "", "a rule is broken")]))
    assert form.errors["place"] == ["too long"]
    assert form.non_field_errors() == ["a rule is broken"]
    form.add_faults(Refused("no"))
    assert "no" in form.non_field_errors()


def test_half_a_certificate_is_no_certificate(cast: Cast) -> None:
    sent = {"when": "?", "certificate_number": "D 9"}
    form = HappeningForm(sent, sheet=sheet_of("proof"), actor=cast.registrar)
    assert not form.is_valid()
    assert "certificate_issuer" in form.errors
