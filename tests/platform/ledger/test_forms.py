"""Forms are declared once and stay; what a table would need is told."""

import pytest

from salwa.contexts.identity.models import Unit
from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger import forms


def test_a_form_that_was_declared_is_not_changed():
    form = forms.bound()["identity_unit"]
    forms.bind(form)
    with pytest.raises(ValueError, match="two forms"):
        forms.bind(Form.of("identity_unit", form.number, 1, "id:int"))
    assert forms.form_of("identity_unit", 1) == form
    with pytest.raises(KeyError):
        forms.form_of("identity_unit", 99)


def test_the_form_of_a_model_is_written_as_it_is_declared():
    assert forms.form_for(Unit) == 'Form.of("identity_unit", 1, 1, "id:int uuid:uuid agency_id:int name:text")'
    assert forms.made_for(Unit) == forms.bound()["identity_unit"]


def test_what_is_not_bound_says_why():
    assert all(forms.derived().values())
