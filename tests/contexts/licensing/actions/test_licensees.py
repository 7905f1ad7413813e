"""Licensing: in which capacity somebody has licences, and where."""

import pytest

from salwa.contexts.licensing.drafts import NewPremises
from salwa.contexts.licensing.models import Category, Licensee, Part, PremisesKind, Words
from salwa.contexts.licensing.public import add_category, add_premises, close_premises, end_category, open_file
from salwa.contexts.licensing.queries.files import places_of
from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import NewHolder
from salwa.platform.errors import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SHOP = NewPremises(kind=PremisesKind.SHOP, label="Shop", address="Long Quay 1")


def test_a_file_begins_with_a_holder_and_its_capacity(cast: Cast) -> None:
    new = NewHolder(kind=HolderKind.LEGAL_PERSON, name="Sand Club")
    row = open_file(actor=cast.licensing_officer, holder=new, category=Category.CLUB)
    assert (row.category, row.held_from) == ("club", l.today())
    with pytest.raises(Conflict):
        add_category(actor=cast.licensing_officer, holder=row.holder_id, category=Category.CLUB)
    add_category(actor=cast.licensing_officer, holder=row.holder_id, category=Category.MUSEUM)
    assert Licensee.objects.filter(holder=row.holder_id).count() == 2


def test_nobody_has_a_capacity_that_cannot_be(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    for category in (Category.AGENCY, Category.PERSON):
        with pytest.raises(Refused):
            add_category(actor=cast.licensing_officer, holder=holder.pk, category=category)
    with pytest.raises(Refused):
        add_category(actor=cast.licensing_officer, holder=holder.pk, category=Category.CLUB, held_from=l.ahead(3))
    with pytest.raises(NotFound):
        add_category(actor=cast.licensing_officer, holder=0, category=Category.CLUB)
    with pytest.raises(NotAllowed):
        add_category(actor=cast.registrar, holder=holder.pk, category=Category.CLUB)


def test_a_capacity_ends_and_stays_readable(cast: Cast) -> None:
    row = l.licensee_of(l.dealer(cast.licensing_officer))
    for wrong in (l.ahead(1), l.ago(1000)):
        with pytest.raises(Refused):
            end_category(actor=cast.licensing_officer, licensee=row.pk, held_to=wrong, reason="closed")
    ended = end_category(actor=cast.licensing_officer, licensee=row.pk, held_to=l.today(), reason="closed")
    assert ended.held_to == l.today()
    with pytest.raises(NotFound):
        end_category(actor=cast.licensing_officer, licensee=row.pk, held_to=l.today(), reason="closed")


def test_an_address_stands_apart_from_its_place(cast: Cast) -> None:
    holder = l.dealer(cast.licensing_officer)
    row = add_premises(actor=cast.licensing_officer, holder=holder.pk, place=SHOP)
    assert Words.objects.get(entry=row.entry_id, part=Part.ADDRESS).text == "Long Quay 1"
    (shown,) = places_of(cast.registrar, holder.pk)
    assert (shown.label, shown.address) == ("Shop", "Long Quay 1")
    with pytest.raises(Refused):
        add_premises(
            actor=cast.licensing_officer,
            holder=holder.pk,
            place=NewPremises(kind=PremisesKind.SHOP, label=" "),
        )
    with pytest.raises(NotFound):
        add_premises(actor=cast.licensing_officer, holder=0, place=SHOP)
    close_premises(actor=cast.licensing_officer, place=row.pk, reason="moved")
    assert places_of(cast.registrar, holder.pk) == ()
    with pytest.raises(NotFound):
        close_premises(actor=cast.licensing_officer, place=row.pk, reason="moved")
