"""Registry: companies are listed, persons found exactly or not at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import (
    NewHolder,
    Sought,
    born,
    companies,
    holder,
    holders_by_id,
    identity_of,
    names_of,
    persons_with,
    register_holder,
)
from salwa.contexts.registry.queries import persons as queries
from salwa.platform.errors import NotAllowed, NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b

NEW = NewHolder(
    kind=HolderKind.NATURAL_PERSON,
    family_name="Quillfeather",
    given_names="Ann",
    year_of_birth=1980,
    document=(0, "passport", "P-1"),
)
ANN = Sought(family_name="Quillfeather", given_names="Ann", year_of_birth=1980)


def test_a_view_names_companies_and_agencies_and_no_person(cast: Cast) -> None:
    shop, ann = b.company(cast.registrar, "Quay Arms"), register_holder(actor=cast.registrar, holder=NEW)
    agency = NewHolder(kind=HolderKind.AGENCY, agency_id=cast.registrar.agency_id)
    own = register_holder(actor=cast.registrar, holder=agency)
    views = holders_by_id(cast.registrar, [shop.pk, ann.pk, own.pk])
    assert [views[one.pk].name for one in (shop, ann, own)] == ["Quay Arms", "", "National registry"]
    assert views[ann.pk].is_person
    assert holder(cast.registrar, ann.uuid).year_of_birth == 1980
    assert [one.name for one in companies(cast.registrar)] == ["Quay Arms", "National registry"]
    assert [one.name for one in companies(cast.registrar, "quay", after=0, most=1)] == ["Quay Arms"]
    with pytest.raises(NotFound):
        holder(cast.registrar, b.firearm(cast.registrar).uuid)


def test_a_person_is_found_exactly(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = register_holder(actor=cast.registrar, holder=NEW)
    assert [one.name for one in persons_with(cast.registrar, ANN)] == ["Ann Quillfeather"]
    assert [one.document for one in persons_with(cast.registrar, Sought(document="p-1"))] == ["passport P-1"]
    for wrong in (Sought(document="P-"), Sought(family_name="Quill", given_names="Ann", year_of_birth=1980), Sought()):
        assert persons_with(cast.registrar, wrong) == ()
    register_holder(actor=cast.registrar, holder=NEW)
    monkeypatch.setattr(queries, "MOST_PERSONS", 1)
    assert persons_with(cast.registrar, ANN) == ()
    assert names_of(cast.registrar, [ann.pk, 0]) == {ann.pk: "Ann Quillfeather"}
    told = identity_of(cast.registrar, ann.pk)
    assert told is not None
    assert told.family_name == "Quillfeather"
    assert identity_of(cast.registrar, b.company(cast.registrar).pk) is None


def test_an_age_is_known_for_rules(cast: Cast) -> None:
    ann = register_holder(actor=cast.registrar, holder=NEW)
    assert born(cast.registrar, ann.pk) == (1980, None)
    assert born(cast.registrar, b.company(cast.registrar).pk) == (0, None)
    assert born(cast.registrar, 0) == (0, None)


def test_who_sees_no_holders_reads_none(cast: Cast) -> None:
    for asked in (
        lambda: companies(cast.analyst),
        lambda: persons_with(cast.analyst, ANN),
        lambda: identity_of(cast.analyst, 1),
        lambda: holders_by_id(cast.analyst, [1]),
    ):
        with pytest.raises(NotAllowed):
            asked()


@pytest.mark.parametrize(
    ("sought", "index"), [(ANN, "registry_identity_name"), (Sought(document="p-1"), "registry_identity_document")]
)
def test_a_person_is_found_without_a_look_at_every_other(cast: Cast, sought: Sought, index: str) -> None:
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        persons_with(cast.registrar, sought)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    assert "Index Cond" in plan
    assert index in plan
