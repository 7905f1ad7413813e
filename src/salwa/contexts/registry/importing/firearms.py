"""Registry, import, ¶29: load a register of firearms, the whole file or nothing of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.registry.importing.checking import Checker
from salwa.contexts.registry.importing.columns import Plan, none_has_serial, plan
from salwa.contexts.registry.importing.copying import Copier
from salwa.contexts.registry.importing.interruptions import NOT_UNIQUE, in_words, sqlstate
from salwa.contexts.registry.importing.listing import DoubtsFile
from salwa.contexts.registry.importing.loading import Load, Sorted, sorted_batches
from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE, Mapping, checked_source, said_of_cells
from salwa.contexts.registry.importing.notices import Reject
from salwa.contexts.registry.importing.outcome import LISTED, Outcome, Progress, Step
from salwa.contexts.registry.importing.pipeline import Ahead
from salwa.contexts.registry.importing.reading import Table, open_table
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.rejects import RejectsFile, said_by_rejects, titles
from salwa.contexts.registry.importing.tables import Fixed
from salwa.contexts.registry.indexing.building import sweep
from salwa.contexts.registry.policies import may_load
from salwa.platform import logs
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, Refused

_SHOWN: Final = 20
LOADER: Final = "loader"
_log = logs.logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be imported: the file, how it is written, from which source, and where rejects and doubts go.

    Without a ``rejects`` path nothing is loaded where a row is refused.
    """

    path: Path
    mapping: Mapping = field(default_factory=Mapping)
    source: str = ""
    rejects: Path | None = None
    doubts: Path | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """An opened file with its columns matched, the name of its source, and the mapping it is read by."""

    table: Table
    plan: Plan
    source: str
    mapping: Mapping
    brought: tuple[str, ...]

    def refuse_where_nothing_stands(self, checker: Checker, read: int, rejected: int) -> None:
        """Refuse a file without rows, and one none of whose rows has anything in the column of the serial.

        The latter's columns are mistaken. A rejects file may hold nothing but lines that are passed over.
        """
        if read + checker.footers == 0:
            raise no_rows(self.table.heading_line)
        if read > rejected and not checker.serials and not self.mapping.without_serials:
            raise none_has_serial(self.table.headers, checker.header("serial"))


def understood(order: Order) -> Understood:
    """Open the file and match its columns; a rejects file brings its source and mapping. Raises Refused in words."""
    table = open_table(order.path, order.mapping.form)
    said = said_by_rejects(table)
    mapping = order.mapping.over(said.mapping)
    needs = not mapping.without_serials
    found = plan(table.headers, mapping.columns, line=table.heading_line, needs_serial=needs)
    source = order.source.strip() or order.mapping.source or said.source
    source = source or order.path.stem.strip()[:LONGEST_SOURCE] or "import"
    return Understood(table, found, checked_source(source), mapping, said_of_cells(said.mapping))


def import_firearms(*, actor: Actor, order: Order, progress: Progress | None = None, reason: str = "") -> Outcome:
    """Load a file: one transaction, one ledger entry, whose digest is over the digests of the rows.

    Rows that were loaded from the same source before are left alone: the same ones are counted, the others are
    findings. Raises Refused where the file cannot be read, where no row is taken, or where rows are refused and no file
    for rejects is named; Conflict where another import runs; SalwaError, in words, where the database breaks the load
    off. In all these cases the register is as it was.

    A public number is drawn at random; where one is taken, or somebody registers by hand what the file brings, while it
    is being loaded, the load begins anew, once.
    """
    for is_last in (False, True):
        try:
            outcome = _import_firearms(actor=actor, order=order, progress=progress, reason=reason)
        except (psycopg.Error, DatabaseError) as error:
            if is_last or sqlstate(error) != NOT_UNIQUE:
                _log.exception("import.broken", sqlstate=sqlstate(error))
                raise in_words(error) from error
        else:
            sweep()
            return outcome
    raise AssertionError("The second load ended neither way.")


@action("registry.import_firearms", may=may_load, using=LOADER)
def _import_firearms(
    *,
    actor: Actor,
    order: Order,
    progress: Progress | None,
    reason: str,  # noqa: ARG001 - the action layer keeps it in the ledger entry
) -> Outcome:
    began = time.perf_counter()
    file = understood(order)
    copier = Copier(LOADER)
    if not copier.is_alone():
        raise Conflict(_("Another import is running on this node. Start this one again when it has ended."))
    fixed = Fixed(copier.source(file.source), actor.agency_id, this_entry().id)
    checker = Checker(file.plan, file.table.headers, file.mapping, datetime.now(UTC).date())
    known = copier.known(fixed.source)
    shown: list[Reject] = []
    with (
        RejectsFile(order.rejects, titles(file.table.headers, file.plan), file.source, file.mapping) as rejects,
        DoubtsFile(order.doubts, LISTED) as doubts,
    ):
        load = Load(copier, fixed, rejects, progress or _silent, known)
        try:
            with Ahead(lambda: sorted_batches(file.table, checker, known)) as batches:
                _take_all(batches, load, doubts, shown, may_reject=order.rejects is not None)
            _refuse_rejected(load, rejects.rows, shown, order)
            file.refuse_where_nothing_stands(checker, load.tally.read, rejects.rows)
            digest = load.finish()
            this_entry().bind(copier.bound())
        except BaseException:
            load.clean()
            copier.stop()
            raise
    outcome = _outcome(order, file, load, checker)
    outcome = replace(outcome, doubtful=doubts.rows, doubted=tuple(doubts.first))
    outcome = replace(outcome, rejected=rejects.rows, digest=digest.hex(), seconds=time.perf_counter() - began)
    _note(outcome, digest)
    return outcome


def _take_all(batches: Ahead[Sorted], load: Load, doubts: DoubtsFile, shown: list[Reject], *, may_reject: bool) -> None:
    write = True
    for batch in batches:
        doubts.add(batch.checked.doubted)
        shown += batch.checked.rejects[: max(0, _SHOWN - len(shown))]
        write = write and (may_reject or not batch.checked.rejects)
        load.take(batch, write=write)


def no_rows(heading_line: int) -> Refused:
    """Give the error for a file that has nothing below its headings."""
    return refused(_("The file has column names and no rows."), line=heading_line + 1)


def _refuse_rejected(load: Load, rejected: int, shown: Sequence[Reject], order: Order) -> None:
    """Refuse a file of which no row was taken, and one with rejects that have nowhere to go."""
    if not rejected:
        return
    read = load.tally.read
    taken = read - rejected
    faults = [
        Fault(one.line, one.column, _("%(reason)s (%(listed)s)") % {"reason": one.reason, "listed": _quoted(one.value)})
        for one in shown
    ]
    if order.rejects is None:
        raise Refused(
            ngettext(
                "%(rejected)d of %(read)d rows is refused, and nothing was loaded. With --rejects FILE the others "
                "(%(taken)d) are loaded and this one is written to FILE, to be mended and imported again.",
                "%(rejected)d of %(read)d rows are refused, and nothing was loaded. With --rejects FILE the others "
                "(%(taken)d) are loaded and these are written to FILE, to be mended and imported again.",
                rejected,
            )
            % {"rejected": rejected, "read": read, "taken": taken},
            faults,
        )
    if taken == 0:
        raise Refused(
            ngettext(
                "The only row is refused, and nothing was loaded; it is in %(rejects)s.",
                "All %(rejected)d rows are refused, and nothing was loaded; they are in %(rejects)s.",
                rejected,
            )
            % {"rejected": rejected, "rejects": order.rejects},
            faults,
        )


def _quoted(value: str) -> str:
    shown = value if len(value) <= 40 else f"{value[:40]}…"
    return f"“{''.join(c if c.isprintable() else '�' for c in shown)}”"


def _outcome(order: Order, file: Understood, load: Load, checker: Checker) -> Outcome:
    tally, notices = load.tally, checker.notices
    return Outcome(
        file=order.path.name,
        source=file.source,
        read=tally.read,
        blank=tally.blank,
        headings=checker.headings,
        footers=checker.footers,
        loaded=tally.loaded,
        known=tally.known,
        changed=tally.changed,
        twins=tally.twins,
        remarks=tally.remarks,
        entry=this_entry().id,
        rejects_file=str(order.rejects or ""),
        doubts_file=str(order.doubts or ""),
        brought=file.brought,
        changed_lines=tuple(tally.changed_lines),
        warned=tuple(notices.listed()[:LISTED]),
        unresolved={column: notices.most_frequent(column) for column in notices.unresolved},
    )


def _note(outcome: Outcome, digest: bytes) -> None:
    entry = this_entry()
    entry.digest(digest)
    entry.note(
        file=outcome.file,
        source=outcome.source,
        read=outcome.read,
        loaded=outcome.loaded,
        known=outcome.known,
        changed=outcome.changed,
        rejected=outcome.rejected,
        twins=outcome.twins,
    )


def _silent(_step: Step) -> None:
    """Tell nobody."""
