"""Marking, queries, ¶28 ¶63: the register of machines and of who operated them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.marking.answers import MachineView, NoteView, SpellView
from salwa.contexts.marking.models import Machine, MachineKind, MachineNote, NoteKind, OperatorSpell
from salwa.contexts.marking.policies import machines_visible_to
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def machine(actor: Actor, number: int) -> Machine:
    """Give a machine. Raises NotFound where there is none that the actor may see."""
    found = machines_visible_to(actor).select_related("unit").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no marking machine of that number that you may see."))
    return found


def machines(actor: Actor) -> list[MachineView]:
    """Give the machines that the actor may see: those in service first, then those taken out of it."""
    names = agency_names()
    found = [_view(row, names) for row in _with_parts(actor)]
    return sorted(found, key=lambda one: (one.until is not None, one.agency, one.maker, one.serial))


def in_service(actor: Actor) -> list[MachineView]:
    """Give the machines that the actor may see and that are in service."""
    return [one for one in machines(actor) if one.until is None]


def machine_view(actor: Actor, row: Machine) -> MachineView:
    """Give a machine for its page."""
    return _view(_with_parts(actor).get(pk=row.pk), agency_names())


def notes(actor: Actor, row: Machine) -> list[NoteView]:  # noqa: ARG001  the actor found the machine before
    """Give the log of a machine, the newest first."""
    rows = MachineNote.objects.filter(machine=row).select_related("entry").order_by("-day", "-pk")
    return [
        NoteView(kind=NoteKind(one.kind), day=one.day, text=one.text, noted_by=one.entry.actor_name) for one in rows
    ]


def spells(actor: Actor, row: Machine) -> list[SpellView]:  # noqa: ARG001  the actor found the machine before
    """Give who operated a machine, the newest first."""
    rows = OperatorSpell.objects.filter(machine=row).select_related("user").order_by("-began_at", "-pk")
    return [
        SpellView(id=one.pk, person=one.user.display_name, job=one.job_id, began_at=one.began_at, ended_at=one.ended_at)
        for one in rows
    ]


def spell(actor: Actor, number: int) -> OperatorSpell:
    """Give a spell at a machine. Raises NotFound where there is none that the actor may see."""
    rows = OperatorSpell.objects.select_related("machine").filter(machine__in=machines_visible_to(actor))
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no such spell at a machine that you may see."))
    return found


def _with_parts(actor: Actor):  # type: ignore[no-untyped-def]  # a queryset with, of each, the notes and spells that a list tells
    withdrawn = MachineNote.objects.filter(kind=NoteKind.WITHDRAWN).only("machine_id", "day")
    at_it = OperatorSpell.objects.filter(ended_at=None).select_related("user")
    parts = (Prefetch("notes", withdrawn, "withdrawn"), Prefetch("spells", at_it, "at_it"))
    return machines_visible_to(actor).select_related("unit").prefetch_related(*parts)


def _view(row: Any, names: Mapping[int, str]) -> MachineView:
    withdrawn = [note.day for note in row.withdrawn]
    return MachineView(
        id=row.pk,
        kind=MachineKind(row.kind),
        maker=row.maker,
        serial=row.serial,
        software=row.software,
        agency=names.get(row.agency_id, ""),
        unit=row.unit.name if row.unit is not None else "",
        since=row.since,
        until=min(withdrawn) if withdrawn else None,
        operators=tuple(one.user.display_name for one in row.at_it),
    )
