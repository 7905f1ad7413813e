"""Marking, tests: builders that go through the actions an officer would use."""

from collections.abc import Sequence
from datetime import date

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Consignment, Job, Machine
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Firearm
from salwa.platform.actor import Actor
from tests.contexts.registry import builders as b


def firearms(actor: Actor, *serials: str) -> list[Firearm]:
    return [b.firearm(actor, serial, b.maker()) for serial in serials]


def consignment(
    actor: Actor, rows: Sequence[Firearm], *, use: marking.Use = marking.Use.IMPORT, reference: str = "IMP-7"
) -> Consignment:
    new = marking.NewConsignment(use=use, reference=reference, country=904, arrived=date(2026, 3, 2))
    held = marking.open_consignment(actor=actor, consignment=new)
    marking.add_to_consignment(actor=actor, consignment=held, records=[registry.record_of(row) for row in rows])
    return held


def job(actor: Actor, *serials: str, use: marking.Use = marking.Use.IMPORT, unit: str = "") -> Job:
    """Plan a job of the actor's own agency for new firearms."""
    held = consignment(actor, firearms(actor, *serials), use=use, reference=f"{use.name} {serials[0]}")
    return marking.plan_job(actor=actor, consignment=held, how=marking.NewPlan(unit=unit))


def marks(actor: Actor, held: Job) -> list[str]:
    return [row.mark for row in marking.sheet(actor, held)]


def engraved(actor: Actor, held: Job, *wanted: str) -> None:
    """Report marks of a job as engraved, all of them where none is named."""
    told = wanted or tuple(marks(actor, held))
    taken = [marking.Taken(mark=mark, outcome=marking.Outcome.ENGRAVED) for mark in told]
    marking.take_back(actor=actor, job=held, taken=taken)


def read_again(actor: Actor, held: Job, *, text: str = "") -> None:
    """Read every engraved mark of a job again, as it should be or as ``text``."""
    for row in marking.sheet(actor, held):
        if row.outcome_id is not None and row.outcome is marking.Outcome.ENGRAVED:
            marking.verify_reading(actor=actor, job=held, reported=row.outcome_id, text=text or row.mark)


def machine(actor: Actor, serial: str = "L-1", *, kind: marking.MachineKind = marking.MachineKind.LASER) -> Machine:
    new = marking.NewMachine(kind=kind, maker="Corvan Lasers", serial=serial, since=date(2026, 1, 5))
    return marking.register_machine(actor=actor, machine=new)
