"""Licensing: what is done with a licence asks for what it needs."""

from salwa.contexts.licensing.forms import ConfirmForm, MeasureForm


def test_grounds_are_asked_for_where_they_are_needed() -> None:
    assert not MeasureForm({"day": "2026-11-30"}).is_valid()
    assert MeasureForm({"day": "2026-11-30"}, optional=True).is_valid()
    short = MeasureForm({"day": "2026-11-30"}, without=("hand_in_by",), optional=True)
    assert "hand_in_by" not in short.fields


def test_the_second_officer_says_yes_or_no() -> None:
    for said, is_confirmed in (("yes", True), ("no", False)):
        form = ConfirmForm({"is_confirmed": said, "reason": "I looked"})
        assert form.is_valid()
        assert form.cleaned_data["is_confirmed"] is is_confirmed
    assert not ConfirmForm({"reason": "I looked"}).is_valid()
