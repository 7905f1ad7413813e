"""Registry, forms: a withdrawal says why."""

from salwa.contexts.registry.forms.correcting import WithdrawForm, is_withdrawal
from salwa.platform.errors import Fault, Refused


def test_a_withdrawal_is_told_from_a_correction_and_says_why() -> None:
    assert is_withdrawal({"withdraw": "1"})
    assert not is_withdrawal({"when": "2011"})
    assert not WithdrawForm({"withdraw-reason": " "}).is_valid()
    form = WithdrawForm({"withdraw-reason": "never happened"})
    assert form.is_valid()
    form.add_faults(Refused([Fault(0, "x", "a rule is broken")]))
    assert form.non_field_errors() == ["a rule is broken"]
