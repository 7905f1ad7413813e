"""Licensing, policies, ¶37 ¶59: who opens licences, decides on them, inspects, and learns what a person is called."""

from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from salwa.contexts.identity.public import Role, agencies_of, sees_all_agencies
from salwa.contexts.licensing.models import (
    Application,
    CheckFact,
    Inspection,
    Licence,
    Licensee,
    Premises,
    StockTake,
    Task,
)
from salwa.platform.actor import Actor

M = TypeVar("M", bound=Model)

READERS: Final = frozenset({Role.LICENSING_OFFICER, Role.REGISTRAR, Role.INSPECTOR, Role.AUDITOR})
"""Roles that open licences. A tracing officer learns of a licence from the licensing authority."""
DECIDING: Final = frozenset({Role.LICENSING_OFFICER})
INSPECTING: Final = frozenset({Role.INSPECTOR})
"""Who decides on a licence does not find the reasons for it on the spot."""
PLANNING: Final = DECIDING | INSPECTING
ERASING: Final = frozenset({Role.REGISTRAR, Role.AUDITOR})
NODE: Final = 0
"""The actor id of the node itself."""


def visible_to(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    """Give what this actor may open of rows that an agency keeps.

    Those of the actor's agency and of its parts; to officers of the whole State those of all agencies.
    """
    if not actor.roles & READERS:
        return rows.none()
    if sees_all_agencies(actor):
        return rows
    return rows.filter(agency__in=agencies_of(actor))


def licences(actor: Actor) -> QuerySet[Licence]:
    """Give the licences that this actor may open."""
    return visible_to(actor, Licence.objects.select_related("state"))


def applications(actor: Actor) -> QuerySet[Application]:
    """Give the applications that this actor may open."""
    return visible_to(actor, Application.objects.all())


def licensees(actor: Actor) -> QuerySet[Licensee]:
    """Give the capacities of holders on record that this actor may open."""
    return visible_to(actor, Licensee.objects.all())


def checks(actor: Actor) -> QuerySet[CheckFact]:
    """Give the checks that count and that this actor may open."""
    return visible_to(actor, CheckFact.objects.filter(withdrawal=None))


def premises(actor: Actor) -> QuerySet[Premises]:
    """Give the places in use that this actor may open."""
    return visible_to(actor, Premises.objects.filter(closed=None))


def inspections(actor: Actor) -> QuerySet[Inspection]:
    """Give the inspections that this actor may open."""
    return visible_to(actor, Inspection.objects.select_related("result"))


def stock_takes(actor: Actor) -> QuerySet[StockTake]:
    """Give the stock-takes that this actor may open."""
    return visible_to(actor, StockTake.objects.all())


def tasks(actor: Actor) -> QuerySet[Task]:
    """Give the tasks that this actor may open."""
    return visible_to(actor, Task.objects.all())


def may_read(actor: Actor) -> bool:
    """Licensing officers, registrars, inspectors and auditors open licences."""
    return bool(actor.roles & READERS)


def may_decide(actor: Actor) -> bool:
    """Licensing officers take applications in, record checks, and decide, for their own agency."""
    return bool(actor.roles & DECIDING)


def may_inspect(actor: Actor) -> bool:
    """Inspectors record what they found, and take stock."""
    return bool(actor.roles & INSPECTING)


def may_plan(actor: Actor) -> bool:
    """Licensing officers and inspectors plan inspections and close tasks."""
    return bool(actor.roles & PLANNING)


def may_erase(actor: Actor) -> bool:
    """Who keeps or audits the register of the whole State erases words whose time is over; retention asks for two."""
    return bool(actor.roles & ERASING) and sees_all_agencies(actor)


def may_derive(actor: Actor) -> bool:
    """Registrars, administrators and the node itself derive the states of licences again; nobody reads one by it."""
    return bool(actor.roles & {Role.REGISTRAR, Role.ADMINISTRATOR}) or actor.actor_id == NODE


def may_use_permits(actor: Actor) -> bool:
    """The node itself notes that a permit for one use was used."""
    return actor.actor_id == NODE
