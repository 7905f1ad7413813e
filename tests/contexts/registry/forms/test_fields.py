"""Registry, forms: a time as exactly as it is known, a term of a vocabulary, a holder that is taken."""

from datetime import date

import pytest
from django import forms

from salwa.contexts.registry.answers import HolderView
from salwa.contexts.registry.forms.fields import TermField, WhenField, taken
from salwa.kernel.lifecycle import UNKNOWN_TIME, Happened
from tests.conftest import Cast
from tests.contexts.registry import builders as b


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2011-03-05", Happened.on(date(2011, 3, 5))),
        ("2011-03", Happened.in_month(2011, 3)),
        ("2011", Happened.in_year(2011)),
        ("2009/2011", Happened(date(2009, 1, 1), date(2011, 12, 31))),
        ("?", UNKNOWN_TIME),
        ("؟", UNKNOWN_TIME),
    ],
)
def test_a_time_is_taken_as_exactly_as_it_is_known(text: str, span: Happened) -> None:
    assert WhenField().clean(text) == span


@pytest.mark.parametrize("text", ["", " ", "2011-02-30", "soon", "05/03/2011"])
def test_what_is_no_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(forms.ValidationError, match=r"2011|nobody knows"):
        WhenField().clean(text)


def test_a_term_is_understood_or_asked_about() -> None:
    field = TermField("countries", required=False)
    assert field.clean("") == 0
    assert field.clean("Ghana") == 288
    with pytest.raises(forms.ValidationError, match="not understood"):
        field.clean("Atlantis Prime")


def test_an_agency_that_held_nothing_is_taken_by_its_name(cast: Cast) -> None:
    found = taken(cast.registrar, HolderView(id=0, number="Harbour police", name="Harbour police", kind="agency"))
    assert found is not None
    assert found.agency_id == cast.outsider.agency_id
    known = b.company(cast.registrar)
    assert taken(cast.registrar, HolderView(id=known.pk, number=str(known.uuid), name="x", kind="y")) == known
    assert taken(cast.analyst, HolderView(id=known.pk, number=str(known.uuid), name="x", kind="y")) is None
