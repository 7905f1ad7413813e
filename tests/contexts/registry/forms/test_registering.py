"""Registry, forms: a firearm with its parts and marks, and a holder, made of what was typed."""

from salwa.contexts.registry.forms.registering import FirearmForm, HolderForm, MarkRowsForm, filled
from salwa.contexts.registry.models import ComponentKind, HolderKind
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import Fault, Refused
from tests.conftest import Cast


def test_a_part_of_each_kind_stands_once_whatever_marks_it_bears(cast: Cast) -> None:
    typed = {"serial": "K 7", "control": "2", "make": "Glock", "made": "2003/2004", "registered": "?"}
    form = FirearmForm(typed, actor=cast.registrar)
    assert form.is_valid(), form.errors
    rows = MarkRowsForm(
        {
            "marks-TOTAL_FORMS": "3",
            "marks-INITIAL_FORMS": "0",
            **{f"marks-{at}-{name}": value for at in range(3) for name, value in (("part", "8"), ("kind", "4"))},
            "marks-0-text": "LION",
            "marks-2-text": "EAGLE",
        },
        prefix="marks",
    )
    assert rows.is_valid(), rows.errors
    new = form.firearm(filled(rows))
    assert new.components == (ComponentKind.RECEIVER, ComponentKind.BARREL)
    assert [mark.kind for mark in new.marks] == [MarkKind.SERIAL, MarkKind.MAKER, MarkKind.PROOF, MarkKind.PROOF]
    assert new.year == 0, "a span of two years is no year"
    assert [event.kind for event in form.life()] == [EventKind.MANUFACTURE, EventKind.REGISTRATION]
    form.add_faults(Refused([Fault(0, "serial", "no serial"), Fault(0, "", "no")]))
    assert form.errors["serial"] == ["no serial"]


def test_a_holder_is_a_company_or_a_person() -> None:
    company = HolderForm({"kind": "2", "name": "Vale Arms"})
    assert company.is_valid()
    assert company.holder().kind is HolderKind.LEGAL_PERSON
    person = HolderForm({"kind": "3", "document_number": "P 1", "born": "1980-02-03"})
    assert person.is_valid()
    assert person.holder().year_of_birth == 1980
    assert person.holder().document == (0, "", "P 1")
    assert [field.name for field in person.of_company] == list(HolderForm.company)
    assert [field.name for field in person.of_person] == list(HolderForm.person)
    assert not HolderForm({"kind": "2"}).is_valid()
