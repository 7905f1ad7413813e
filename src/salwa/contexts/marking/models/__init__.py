"""Marking, models: tables and their constraints. Nothing here is overwritten: a correction is a new row."""

from salwa.contexts.marking.models.bound import FORMS
from salwa.contexts.marking.models.choices import DiscrepancyKind, Form, MachineKind, NoteKind, Outcome, Use
from salwa.contexts.marking.models.consignments import Consignment, ConsignmentLine
from salwa.contexts.marking.models.jobs import Discrepancy, Dispatch, Entered, Job, JobClosing, PlannedMark, Reading
from salwa.contexts.marking.models.machines import Machine, MachineNote, OperatorSpell
from salwa.contexts.marking.models.numbers import Allotment, NumberOutcome
from salwa.contexts.marking.models.series import Series

__all__ = [
    "FORMS",
    "Allotment",
    "Consignment",
    "ConsignmentLine",
    "Discrepancy",
    "DiscrepancyKind",
    "Dispatch",
    "Entered",
    "Form",
    "Job",
    "JobClosing",
    "Machine",
    "MachineKind",
    "MachineNote",
    "NoteKind",
    "NumberOutcome",
    "OperatorSpell",
    "Outcome",
    "PlannedMark",
    "Reading",
    "Series",
    "Use",
]
