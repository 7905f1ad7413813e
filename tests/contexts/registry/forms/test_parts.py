"""Registry, forms: what is typed about parts is read, or told beside its field."""

import pytest
from django import forms

from salwa.contexts.registry.forms.parts import (
    CalibreForm,
    ExchangeForm,
    FitForm,
    MeasureForm,
    NewPartForm,
    ReportPartForm,
    TakeOutForm,
)
from salwa.kernel.lifecycle import Happened

PARTS = [("1", "frame"), ("2", "slide")]
MOVED = {"happened": "2024-03", "reason": "worn"}


def test_a_move_is_read_as_exactly_as_it_is_known() -> None:
    form = ExchangeForm({"part": "2", "serial": "LSE70707", **MOVED}, parts=PARTS)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["happened"] == Happened.in_month(2024, 3)
    assert not TakeOutForm({"part": "2", "happened": "yesterday", "reason": "x"}, parts=PARTS).is_valid()
    assert TakeOutForm({"part": "all", **MOVED}, parts=PARTS).is_valid()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (ExchangeForm({"part": "2", **MOVED}, parts=PARTS), "number"),
        (ExchangeForm({"part": "2", "number": "XC-1", "serial": "A1", **MOVED}, parts=PARTS), "number"),
        (ExchangeForm({"part": "9", "serial": "A1", **MOVED}, parts=PARTS), "part"),
        (ExchangeForm({"part": "2", "serial": "A1", "happened": "2024"}, parts=PARTS), "reason"),
        (FitForm({"serial": "A1", **MOVED}), "kind"),
        (NewPartForm({"kind": "7"}), "serial"),
        (NewPartForm({"serial": "A1"}), "kind"),
        (NewPartForm({"kind": "7", "make": "Qqzzx"}), "make"),
        (CalibreForm({}, parts=PARTS), "calibre"),
        (MeasureForm({"mark": "9.9"}, marks=[("1.1", "serial")]), "mark"),
        (ReportPartForm({"outcome": "sale", **MOVED}), "outcome"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(form: forms.Form, field: str) -> None:
    assert not form.is_valid()
    assert field in form.errors


def test_what_nobody_looked_at_stays_open() -> None:
    form = MeasureForm({"mark": "1.1", "depth": "0.12"}, marks=[("1.1", "serial")])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on_plate"] is None
    said = MeasureForm({"mark": "1.1", "on_plate": "no"}, marks=[("1.1", "serial")])
    assert said.is_valid()
    assert said.cleaned_data["on_plate"] is False
