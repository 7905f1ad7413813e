"""Marking, tests: what is typed on the pages of marking."""

import pytest

from salwa.contexts.marking.answers import SheetRow
from salwa.contexts.marking.forms import (
    ConsignmentForm,
    KeyedForm,
    LinesForm,
    MachineForm,
    PadForm,
    PlanForm,
    typed_report,
)
from salwa.contexts.marking.models import MachineKind, Outcome, Use
from salwa.platform.errors import Refused
from tests.conftest import Cast

ROWS = [
    SheetRow(
        number=number,
        mark=f"XC {number}",
        firearm=None,
        record="",
        described="",
        part="",
        component=1,
        is_doubled=False,
    )
    for number in (1, 2, 3)
]


def test_every_form_has_a_key_of_its_own() -> None:
    assert KeyedForm()["key"].value() != KeyedForm()["key"].value()
    assert KeyedForm(seen="7")["seen"].value() == "7"


def test_a_country_is_typed_by_name_or_code() -> None:
    given = {"use": "2", "reference": "IMP-1", "country": "Dalmora"}
    form = ConsignmentForm(given)
    assert form.is_valid()
    assert (form.draft().country, form.draft().use) == (904, Use.IMPORT)
    assert not ConsignmentForm({**given, "country": "Nowhere at all"}).is_valid()
    assert not ConsignmentForm({**given, "use": "1"}).is_valid()


def test_record_numbers_are_typed_one_to_a_line() -> None:
    form = LinesForm({"records": "A\r\nB\n", "source": ""})
    assert form.is_valid()
    assert form.names() == ["A", "B"]


def test_a_plan_names_who_marks_and_by_what(cast: Cast) -> None:
    form = PlanForm({"agency": cast.armourer.agency_id, "machine": "", "unit": "g4"}, agency=1, machines=[])
    assert form.is_valid()
    assert form.draft().machine_id is None
    assert not PlanForm({"agency": "999999"}, agency=1, machines=[]).is_valid()


def test_a_pad_has_at_most_ten_thousand_numbers(cast: Cast) -> None:
    given = {"use": "4", "agency": cast.armourer.agency_id, "count": "50", "label": "Pad 1"}
    form = PadForm(given, agency=1)
    assert form.is_valid()
    assert form.draft().count == 50
    assert not PadForm({**given, "count": "10001"}, agency=1).is_valid()


def test_a_machine_has_its_own_serial() -> None:
    form = MachineForm({"kind": "1", "maker": "Corvan", "serial": "L-1", "since": "2026-01-05"})
    assert form.is_valid()
    assert form.draft().kind is MachineKind.LASER
    assert not MachineForm({"kind": "1", "maker": "Corvan", "since": "2026-01-05"}).is_valid()


def test_a_worksheet_is_typed_by_digits() -> None:
    given = {"outcome-1": "1", "outcome-2": "2", "reason-2": "slipped", "record-1": "XC-1"}
    one, two = typed_report(given, ROWS)
    assert (one.mark, one.outcome, one.record) == ("XC 1", Outcome.ENGRAVED, "XC-1")
    assert (two.outcome, two.reason) == (Outcome.SPOILED, "slipped")
    with pytest.raises(Refused, match="XC 3"):
        typed_report({**given, "outcome-3": "4"}, ROWS)
