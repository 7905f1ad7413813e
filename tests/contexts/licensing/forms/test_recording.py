"""Licensing: forms offer what the pack and the file have."""

from datetime import date

from salwa.contexts.licensing.answers import PremisesView
from salwa.contexts.licensing.forms import ApplicationForm, InspectionForm
from salwa.contexts.licensing.queries.packs import pack_now
from tests.contexts.licensing import builders as l


def test_an_application_offers_the_kinds_and_capacities_of_the_file(cast) -> None:
    kinds = [kind for kind in pack_now(cast.auditor, l.today()).licences if "security_company" in kind.holders]
    form = ApplicationForm(kinds=kinds, categories=["security_company"])
    assert form.fields["kind"].choices == [("S1", "Security company’s licence (S1)")]
    assert [name for _, name in form.fields["category"].choices] == ["security company"]
    assert [code for code, _ in form.fields["types"].choices] == [2, 9]
    plain = ApplicationForm(kinds=[kind for kind in kinds if not kind.types])
    assert "types" not in plain.fields


def test_a_place_is_chosen_among_those_of_the_holder() -> None:
    place = PremisesView(id=7, label="Shop", kind="shop")
    form = InspectionForm({"kind": "book", "due": "2026-12-01", "premises": "7"}, places=[place])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["premises"] == 7
    assert form.cleaned_data["due"] == date(2026, 12, 1)
    assert not InspectionForm({"kind": "book", "due": "2026-12-01", "premises": "8"}, places=[place]).is_valid()
