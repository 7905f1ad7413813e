"""Licensing: who somebody is, is learnt for a purpose that stays on record."""

import pytest

from salwa.contexts.licensing.public import Period, find_person, open_book, open_person
from salwa.contexts.registry.public import Sought
from salwa.contexts.registry.public import holder as holder_view
from salwa.platform.errors import NotAllowed, NotFound, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

ANN = Sought(family_name="quillfeather", given_names="ANN", year_of_birth=1980)


def test_a_person_is_found_exactly_and_the_entry_keeps_no_name(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer, "Quillfeather")
    l.person(cast.licensing_officer, "Quillfeathers")
    (found,) = find_person(actor=cast.inspector, sought=ANN, reason="A visit")
    assert found.holder.id == holder.pk
    (same,) = find_person(actor=cast.inspector, sought=Sought(document="pqui1980"), reason="A visit")[:1]
    assert same.name == "Ann Quillfeather"
    assert find_person(actor=cast.inspector, sought=Sought(document="PQUI198"), reason="A visit") == ()
    told = Entry.objects.filter(action="licensing.find_person").order_by("pk")
    assert [one.summary for one in told] == [
        {"by": "name", "found": 1},
        {"by": "document", "found": 2},
        {"by": "document", "found": 0},
    ]


def test_too_little_or_no_purpose_finds_nobody(cast: Cast) -> None:
    for sought in (Sought(), Sought(family_name="Quillfeather"), Sought(family_name="A", given_names="B")):
        with pytest.raises(Refused):
            find_person(actor=cast.licensing_officer, sought=sought, reason="A visit")
    with pytest.raises(Refused):
        find_person(actor=cast.licensing_officer, sought=ANN, reason=" ")
    for other in (cast.analyst, cast.administrator, cast.tracing_officer):
        with pytest.raises(NotAllowed):
            find_person(actor=other, sought=ANN, reason="curious")


def test_a_name_is_opened_where_the_file_may_be(cast: Cast) -> None:
    holder = holder_view(cast.registrar, l.person(cast.licensing_officer, "Quillfeather").uuid)
    opened = open_person(actor=cast.auditor, holder=holder, reason="An audit")
    assert opened is not None
    assert opened.name == "Ann Quillfeather"
    with pytest.raises(NotFound):
        open_person(actor=cast.outside_registrar, holder=holder, reason="curious")
    with pytest.raises(Refused):
        open_person(actor=cast.auditor, holder=holder, reason="")


def test_a_book_names_persons_for_a_purpose(cast: Cast) -> None:
    shop, ann = l.dealer(cast.licensing_officer), l.person(cast.licensing_officer, "Quillfeather")
    gun = l.held(cast.registrar, shop)
    l.granted(cast.licensing_officer, ann)
    l.passes(cast.registrar, gun, ann)
    view = holder_view(cast.inspector, shop.uuid)
    book = open_book(actor=cast.inspector, holder=view, period=Period(), reason="An inspection")
    assert (book.is_named, book.lines[0].taker) == (True, "Ann Quillfeather")
    with pytest.raises(Refused):
        open_book(actor=cast.inspector, holder=view, period=Period(), reason="")
