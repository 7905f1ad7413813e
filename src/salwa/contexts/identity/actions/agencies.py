"""Identity, actions, ¶30: the agencies of the State that keep and trace arms, and their units."""

from django.utils.translation import gettext

from salwa.contexts.identity.models import Agency, Unit
from salwa.contexts.identity.policies import may_add_agency, may_administer_agency
from salwa.contexts.identity.rules import AgencyKind, is_display_name
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Refused


@action("identity.add_agency", may=may_add_agency)
def add_agency(*, actor: Actor, name: str, kind: AgencyKind, parent: Agency | None = None) -> Agency:
    """Add an agency. Raises Conflict where the name is taken, Refused where it is none."""
    if not is_display_name(name):
        raise Refused(gettext("An agency's name has 1 to 150 characters, and no control characters."))
    if Agency.objects.filter(name=name).exists():
        raise Conflict(gettext("There is already an agency %(name)s.") % {"name": name})
    agency = Agency.objects.create(name=name, kind=kind, parent=parent)
    this_entry().note(agency=agency.pk)
    return agency


@action("identity.add_unit", may=may_administer_agency)
def add_unit(*, actor: Actor, agency: Agency, name: str) -> Unit:
    """Add a unit to an agency. Raises Conflict where the agency has one of that name, Refused where it is none."""
    if not is_display_name(name):
        raise Refused(gettext("A unit's name has 1 to 150 characters, and no control characters."))
    if Unit.objects.filter(agency=agency, name=name).exists():
        raise Conflict(gettext("This agency already has a unit %(name)s.") % {"name": name})
    unit = Unit.objects.create(agency=agency, name=name)
    this_entry().note(unit=unit.pk)
    return unit
