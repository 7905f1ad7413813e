"""The house, checked: an example of each action of marking. A new action is given one here."""

from collections.abc import Callable
from datetime import date

from salwa.contexts.marking import public as marking
from tests.contexts.marking import builders as m
from tests.house.stage import Stage


def marked(on: Stage, *, by: str = "registrar") -> tuple[marking.Job, int]:
    """A job of the harbour police whose mark is reported; the id of the report."""
    held = m.consignment(on.cast.registrar, [on.row])
    how = marking.NewPlan(agency_id=on.cast.armourer.agency_id)
    job = marking.plan_job(actor=on.cast.registrar, consignment=held, how=how)
    m.engraved(getattr(on.cast, by), job)
    return job, marking.sheet(on.cast.registrar, job)[0].outcome_id or 0


def verify(on: Stage) -> marking.Job:
    job, reported = marked(on)
    mark = m.marks(on.cast.registrar, job)[0]
    marking.verify_reading(actor=on.cast.armourer, job=job, reported=reported, text=mark)
    return job


def lose(on: Stage) -> marking.Job:
    job = m.job(on.cast.registrar, "ENT101")
    lost = marking.Taken(mark=m.marks(on.cast.registrar, job)[0], outcome=marking.Outcome.SPOILED, reason="slipped")
    marking.take_back(actor=on.cast.registrar, job=job, taken=[lost])
    return job


def differ(on: Stage) -> object:
    job, reported = marked(on)
    marking.verify_reading(actor=on.cast.armourer, job=job, reported=reported, text="XC 1")
    (told,) = marking.discrepancies(on.cast.registrar)
    found = marking.discrepancy(on.cast.registrar, told.id)
    return marking.close_discrepancy(actor=on.cast.registrar, discrepancy=found, reason="looked")


def leave(on: Stage) -> object:
    machine = m.machine(on.cast.armourer)
    spell = marking.begin_spell(actor=on.cast.armourer, machine=machine, username="armourer")
    return marking.end_spell(actor=on.cast.armourer, spell=spell)


EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "marking.add_to_consignment": lambda on: m.consignment(on.cast.registrar, [on.row]),
    "marking.allot_again": lambda on: marking.allot_again(actor=on.cast.registrar, job=lose(on)),
    "marking.allot_numbers": lambda on: marking.allot_numbers(
        actor=on.cast.registrar, pad=marking.NewPad(use=marking.Use.IMPORT, count=2, label="Pad")
    ),
    "marking.begin_spell": lambda on: marking.begin_spell(
        actor=on.cast.armourer, machine=m.machine(on.cast.armourer), username="armourer"
    ),
    "marking.close_discrepancy": differ,
    "marking.close_job": lambda on: marking.close_job(actor=on.cast.registrar, job=verify(on)),
    "marking.end_spell": leave,
    "marking.enter_marks": lambda on: marking.enter_marks(actor=on.cast.registrar, job=verify(on)),
    "marking.note_machine": lambda on: marking.note_machine(
        actor=on.cast.armourer,
        machine=m.machine(on.cast.armourer),
        kind=marking.NoteKind.SERVICED,
        day=date(2026, 2, 1),
    ),
    "marking.open_consignment": lambda on: m.consignment(on.cast.registrar, [on.row]),
    "marking.plan_job": lambda on: m.job(on.cast.registrar, "ENT101"),
    "marking.register_machine": lambda on: m.machine(on.cast.armourer),
    "marking.send_job": lambda on: marking.send_job(
        actor=on.cast.registrar, job=m.job(on.cast.registrar, "ENT101"), form=marking.Form.PAPER
    ),
    "marking.take_back": marked,
    "marking.verify_reading": verify,
    "marking.void_numbers": lambda on: marking.void_numbers(
        actor=on.cast.registrar, job=m.job(on.cast.registrar, "ENT101"), reason="went back"
    ),
}
