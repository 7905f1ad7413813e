"""Marking, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.marking.actions.consignments import add_to_consignment, open_consignment
from salwa.contexts.marking.actions.discrepancies import close_discrepancy
from salwa.contexts.marking.actions.jobs import (
    allot_again,
    allot_numbers,
    close_job,
    enter_marks,
    plan_job,
    send_job,
)
from salwa.contexts.marking.actions.machines import begin_spell, end_spell, note_machine, register_machine
from salwa.contexts.marking.actions.numbers import void_numbers
from salwa.contexts.marking.actions.taking_back import TakenBack, take_back
from salwa.contexts.marking.actions.verifying import verify_reading
from salwa.contexts.marking.drafts import NewConsignment, NewMachine, NewPad, NewPlan, Taken
from salwa.contexts.marking.models import Form, MachineKind, NoteKind, Outcome, Use
from salwa.contexts.marking.policies import may_read
from salwa.contexts.marking.queries.consignments import consignment, consignments, lines, seized_due
from salwa.contexts.marking.queries.jobs import discrepancies, discrepancy, job, job_view, jobs, sheet
from salwa.contexts.marking.queries.machines import machine, machines
from salwa.contexts.marking.queries.orders import order_of
from salwa.contexts.marking.queries.series import account_of, accounts, series

__all__ = [
    "Form",
    "MachineKind",
    "NewConsignment",
    "NewMachine",
    "NewPad",
    "NewPlan",
    "NoteKind",
    "Outcome",
    "Taken",
    "TakenBack",
    "Use",
    "account_of",
    "accounts",
    "add_to_consignment",
    "allot_again",
    "allot_numbers",
    "begin_spell",
    "close_discrepancy",
    "close_job",
    "consignment",
    "consignments",
    "discrepancies",
    "discrepancy",
    "end_spell",
    "enter_marks",
    "job",
    "job_view",
    "jobs",
    "lines",
    "machine",
    "machines",
    "may_read",
    "note_machine",
    "open_consignment",
    "order_of",
    "plan_job",
    "register_machine",
    "seized_due",
    "send_job",
    "series",
    "sheet",
    "take_back",
    "verify_reading",
    "void_numbers",
]
