"""An entry names the rows that its own action wrote, each once, as they are in the end."""

import json

import pytest
from django.db import connection, transaction

from salwa.contexts.identity.models import Agency, Unit
from salwa.kernel.ledger.rows import GONE, Binding, RowList
from salwa.platform.action import action, attempted, this_entry
from salwa.platform.ledger.binding import bindings_in, every, lists_in, name_of, told, untold
from salwa.platform.models import Bound, Entry

pytestmark = pytest.mark.django_db


def may_always(actor):
    return True


@action("test.write_units", may=may_always)
def write_units(*, actor, names, then=lambda: None):
    for name in names:
        Unit.objects.create(agency_id=actor.agency_id, name=name)
    then()
    return this_entry().id


def said(entry):
    return json.loads(bytes(Entry.objects.get(pk=entry).body))


def units(entry):
    return [one.key for one in bindings_in(said(entry)) if one.table == "identity_unit"]


def test_an_entry_names_what_was_written_and_the_database_finds_it(cast):
    entry = write_units(actor=cast.registrar, names=["Archive"])
    key = str(Unit.objects.get().pk)
    assert units(entry) == [key]
    assert Bound.objects.filter(name=name_of("identity_unit", key), entry=entry).exists()


def test_what_is_taken_back_is_not_named(cast):
    def then():
        assert not attempted(lambda: Unit.objects.create(agency_id=cast.registrar.agency_id, name="B") is None)

    assert len(units(write_units(actor=cast.registrar, names=["A"], then=then))) == 1


def test_an_action_inside_another_names_its_own_rows_and_what_it_wrote_over(cast):
    inner = []

    def then():
        inner.append(write_units(actor=cast.registrar, names=["Inner"]))

    outer = write_units(actor=cast.registrar, names=["Outer"], then=then)
    inside, outside = Unit.objects.get(name="Inner"), Unit.objects.get(name="Outer")
    assert units(inner[0]) == [str(inside.pk)]
    assert units(outer) == [str(outside.pk)]
    assert said(inner[0])["at"] < said(outer)["at"]


def test_an_action_that_writes_nothing_names_nothing(cast):
    assert "rows" not in said(write_units(actor=cast.registrar, names=[]))


def test_very_many_rows_stand_in_a_list(cast):
    entry = write_units(actor=cast.registrar, names=[f"Unit {n}" for n in range(900)])
    (listed,) = lists_in(said(entry))
    assert (listed.table, listed.count) == ("identity_unit", 900)
    assert Bound.objects.filter(name=every("identity_unit"), entry=entry).exists()


def test_what_is_written_outside_an_action_is_named_by_none(cast):
    with transaction.atomic():
        Unit.objects.create(agency=Agency.objects.first(), name="By hand")
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(current_setting('salwa.written', true), '')")
            assert cursor.fetchone() == ("",)


def test_bindings_are_read_as_they_were_told():
    facts = {"at": 7, "rows": [["t", 1, "3/4", told(b"x" * 32)], ["t", 1, "5", told(GONE)]]}
    assert list(bindings_in(facts)) == [Binding("t", 1, "3/4", b"x" * 32, 7), Binding("t", 1, "5", GONE, 7)]
    assert untold("") == GONE
    facts = {"at": 7, "lists": [["t", 1, 2, "00" * 32, "1", "9"]]}
    assert list(lists_in(facts)) == [RowList("t", 1, 2, bytes(32), "1", "9", 7)]
