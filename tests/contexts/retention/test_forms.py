"""Retention: forms ask for what is needed, each in its own words."""

import pytest

from salwa.contexts.retention.forms import DecisionForm, HandOverForm, HoldForm, LoadForm, ReasonForm
from salwa.contexts.retention.models import HoldKind

HOLD = {"kind": "1", "subject": "XC-1", "authority": "Court", "review": "2030-01-01", "reason": "case"}


def test_every_form_that_acts_has_a_key_of_its_own() -> None:
    one, other = (str(form["key"].value()) for form in (ReasonForm(), ReasonForm()))
    assert len(one) == 32
    assert one != other


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"kind": "2", "subject": ""}, "subject"),
        ({"kind": "3"}, "reference"),
        ({"kind": "4"}, "reference"),
        ({"kind": "9"}, "kind"),
        ({"authority": ""}, "authority"),
        ({"review": "soon"}, "review"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_hold_is_asked_for_what_it_needs(change: dict[str, str], field: str) -> None:
    assert field in HoldForm(HOLD | change).errors


def test_a_hold_is_taken_with_its_kind() -> None:
    form = HoldForm(HOLD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["kind"] is HoldKind.FIREARM


def test_a_decision_an_import_and_a_hand_over_say_what_is_missing() -> None:
    assert set(DecisionForm({}).errors) == {"outcome", "reason"}
    assert set(LoadForm({}).errors) == {"load"}
    needed = {"company", "ceased", "carrier", "pieces", "kept_at", "reason"}
    assert set(HandOverForm({"digest": "12"}).errors) == needed | {"digest"}
