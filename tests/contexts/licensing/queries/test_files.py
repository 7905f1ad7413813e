"""Licensing: a holder's file."""

import pytest

from salwa.contexts.licensing.public import companies, file_of, holder_of
from salwa.contexts.licensing.queries.files import holder_by_id, places_of, premises_of
from salwa.platform.errors import NotAllowed, NotFound
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_companies_are_listed_and_persons_are_not(cast: Cast) -> None:
    l.person(cast.licensing_officer, "Quillfeather")
    l.dealer(cast.licensing_officer, "Quay Arms")
    l.dealer(cast.licensing_officer, "Sand Club", l.Category.CLUB)
    assert [one.name for one in companies(cast.auditor)] == ["Quay Arms", "Sand Club"]
    assert [one.name for one in companies(cast.auditor, "quay")] == ["Quay Arms"]
    assert [one.name for one in companies(cast.auditor, "R-1177")] == ["Quay Arms", "Sand Club"]
    assert [one.name for one in companies(cast.auditor, category="club")] == ["Sand Club"]
    assert companies(cast.auditor, "Quillfeather") == ()
    with pytest.raises(NotAllowed):
        companies(cast.tracing_officer)


def test_a_file_holds_what_the_holder_has(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    l.granted(cast.licensing_officer, shop, "D1")
    l.held(cast.registrar, shop)
    file = file_of(cast.registrar, holder_of(cast.registrar, shop.uuid), l.today())
    assert (len(file.licences), len(file.checks), len(file.arms), file.held) == (1, 3, 1, 1)
    assert (file.has_book, file.person) == (True, None)
    assert len(file.inspections) == 1
    assert places_of(cast.registrar, shop.pk) == ()
    with pytest.raises(NotFound):
        premises_of(cast.registrar, shop.pk, 1)


def test_a_person_of_another_authority_is_not_there(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    assert holder_of(cast.registrar, ann.uuid).is_person
    assert holder_by_id(cast.registrar, ann.pk).uuid == ann.uuid
    with pytest.raises(NotFound):
        holder_of(cast.outside_registrar, ann.uuid)
    with pytest.raises(NotFound):
        holder_by_id(cast.registrar, 0)
    with pytest.raises(NotAllowed):
        holder_of(cast.analyst, ann.uuid)
    with pytest.raises(NotAllowed):
        holder_by_id(cast.analyst, ann.pk)
