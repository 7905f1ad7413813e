"""Identity, actions: agencies and units are added once, by the administrator."""

import pytest

from salwa.contexts.identity.actions.agencies import add_agency, add_unit
from salwa.contexts.identity.models import Agency, Unit
from salwa.contexts.identity.rules import AgencyKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from salwa.platform.models import Entry


def test_an_agency_is_added_with_an_entry(cast):
    agency = add_agency(actor=cast.administrator, name="Forest service", kind=AgencyKind.OTHER)
    assert Entry.objects.get(summary={"agency": agency.pk}).actor_name == "administrator"


def test_a_unit_is_added_to_its_agency(cast):
    agency = Agency.objects.get(name="Tracing desk")
    unit = add_unit(actor=cast.administrator, agency=agency, name="Night desk")
    assert Unit.objects.get(pk=unit.pk).agency == agency
    with pytest.raises(Conflict):
        add_unit(actor=cast.administrator, agency=agency, name="Night desk")


@pytest.mark.parametrize("name", ["", "A\x00", "A\u202eB"])
def test_a_name_that_is_none_is_refused(cast, name):
    with pytest.raises(Refused):
        add_agency(actor=cast.administrator, name=name, kind=AgencyKind.OTHER)
    with pytest.raises(Refused):
        add_unit(actor=cast.administrator, agency=Agency.objects.get(name="Tracing desk"), name=name)


def test_a_name_that_is_taken_is_refused(cast):
    with pytest.raises(Conflict, match="already an agency"):
        add_agency(actor=cast.administrator, name="Tracing desk", kind=AgencyKind.OTHER)


def test_others_may_not(cast):
    with pytest.raises(NotAllowed):
        add_agency(actor=cast.registrar, name="Forest service", kind=AgencyKind.OTHER)
    assert not Agency.objects.filter(name="Forest service").exists()
