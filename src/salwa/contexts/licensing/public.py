"""Licensing, public: the door for higher contexts, the web and the command line."""

from salwa.contexts.licensing.actions._asking import taker_lacks
from salwa.contexts.licensing.actions.applications import (
    apply,
    confirm,
    grant,
    refuse_application,
    renew,
    withdraw_application,
)
from salwa.contexts.licensing.actions.checks import record_check, withdraw_check
from salwa.contexts.licensing.actions.erasing import RETENTION_SOURCES, erase_words
from salwa.contexts.licensing.actions.inspections import close_task, plan_inspection, record_inspection, take_stock
from salwa.contexts.licensing.actions.licences import amend_conditions, reinstate, revoke, surrender, suspend
from salwa.contexts.licensing.actions.licensees import (
    add_category,
    add_premises,
    close_premises,
    end_category,
    open_file,
)
from salwa.contexts.licensing.actions.permits import Desk, use_permit
from salwa.contexts.licensing.actions.purposes import find_person, open_book, open_person
from salwa.contexts.licensing.actions.rebuilding import rebuild_states
from salwa.contexts.licensing.answers import (
    ApplicationView,
    Book,
    BookLine,
    File,
    InspectionView,
    LicenceFile,
    LicenceView,
    Listed,
    StockTakeView,
    TaskView,
)
from salwa.contexts.licensing.drafts import (
    Measure,
    NewApplication,
    NewCheck,
    NewInspection,
    NewPremises,
    Reason,
    Result,
    Terms,
)
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.policies import may_decide, may_inspect, may_plan, may_read
from salwa.contexts.licensing.queries.applications import application, application_view, usual_terms
from salwa.contexts.licensing.queries.books import Period, book_of
from salwa.contexts.licensing.queries.files import companies, file_of, holder_of
from salwa.contexts.licensing.queries.inspections import inspection, inspection_view, task, task_view, tasks_of
from salwa.contexts.licensing.queries.licences import licence, licence_file, licence_view
from salwa.contexts.licensing.queries.lists import Asked, List, counts, listed
from salwa.contexts.licensing.queries.permits import rests_on_permit
from salwa.contexts.licensing.queries.states import wrong_states
from salwa.contexts.licensing.queries.stock import stock_take
from salwa.contexts.registry.public import LifeRecorded
from salwa.kernel.lifecycle.kinds import GIVES_TITLE


def note_transfer(event: LifeRecorded) -> None:
    """Note the permit that something which is being recorded of a firearm uses up, where it uses up one."""
    # Most of what is recorded passes no title, and is no reason to ask the database anything.
    if event.kind not in GIVES_TITLE:
        return
    desk = Desk()
    if rests_on_permit(desk, event.firearm, event.ordinal):
        use_permit(actor=desk, firearm=event.firearm, ordinal=event.ordinal)


__all__ = [
    "RETENTION_SOURCES",
    "ApplicationView",
    "Asked",
    "Book",
    "BookLine",
    "File",
    "InspectionView",
    "LicenceFile",
    "LicenceView",
    "List",
    "Listed",
    "Measure",
    "NewApplication",
    "NewCheck",
    "NewInspection",
    "NewPremises",
    "Period",
    "Reason",
    "Result",
    "StockTakeView",
    "TaskView",
    "Terms",
    "add_category",
    "add_premises",
    "amend_conditions",
    "application",
    "application_view",
    "apply",
    "book_of",
    "close_premises",
    "close_task",
    "companies",
    "confirm",
    "counts",
    "end_category",
    "erase_words",
    "file_of",
    "find_person",
    "grant",
    "holder_of",
    "inspection",
    "inspection_view",
    "licence",
    "licence_file",
    "licence_number",
    "licence_view",
    "listed",
    "may_decide",
    "may_inspect",
    "may_plan",
    "may_read",
    "note_transfer",
    "open_book",
    "open_file",
    "open_person",
    "plan_inspection",
    "rebuild_states",
    "record_check",
    "record_inspection",
    "refuse_application",
    "reinstate",
    "renew",
    "revoke",
    "stock_take",
    "surrender",
    "suspend",
    "take_stock",
    "taker_lacks",
    "task",
    "task_view",
    "tasks_of",
    "use_permit",
    "usual_terms",
    "withdraw_application",
    "withdraw_check",
    "wrong_states",
]
