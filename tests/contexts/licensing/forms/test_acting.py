"""Licensing: every form that acts has a key of its own and says what was refused beside its field."""

from salwa.contexts.licensing.forms import ReasonForm
from salwa.platform.errors import Fault, Refused


def test_each_form_has_a_key_of_its_own() -> None:
    one, other = ReasonForm(seen="3"), ReasonForm()
    assert one["key"].value() != other["key"].value()
    assert one["seen"].value() == "3"
    assert ReasonForm(label="Purpose").fields["reason"].label == "Purpose"


def test_a_fault_stands_beside_its_field_or_above_them() -> None:
    form = ReasonForm({"reason": "x"})
    assert form.is_valid()
    form.tell(Refused([Fault(0, "reason", "Say more."), Fault(0, "elsewhere", "Not so.")]))
    assert form.errors["reason"] == ["Say more."]
    assert form.non_field_errors() == ["Not so."]
    plain = ReasonForm({"reason": "x"})
    plain.is_valid()
    plain.tell(Refused("No."))
    assert plain.non_field_errors() == ["No."]
