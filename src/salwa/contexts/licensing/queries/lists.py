"""Licensing, queries, ¶37 ¶64: what is due: licences that end, checks that lapse, inspections, arms to be handed in.

Each list goes on from the last line of the page before, along an index, and is counted in one query. A person stands in
it by the licence's number and the file's, never by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from salwa.contexts.licensing import policies
from salwa.contexts.licensing.answers import Listed
from salwa.contexts.licensing.models import Application, CheckFact, CheckKind, Inspection, InspectionKind, Licence, Task
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.queries._views import task_views
from salwa.contexts.licensing.queries.packs import kind_of
from salwa.contexts.licensing.wording import kind_name
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

PAGE: Final = 50
MOST: Final = 10_000
"""Lines of a file that is taken away."""
WITHIN: Final = 60
"""Days ahead that lists look where nothing else is said."""


class List(StrEnum):
    """The lists that there are."""

    WAITING = "waiting"
    EXPIRING = "expiring"
    EXPIRED = "expired-with-arms"
    HAND_IN = "to-hand-in"
    SUSPENDED = "suspended"
    INSPECTIONS = "inspections-due"
    OVERDUE = "inspections-overdue"
    CHECKS = "checks-lapsing"
    TASKS = "tasks"


NAMES: Final[dict[List, str | Promise]] = {
    List.WAITING: gettext_lazy("Applications to decide"),
    List.EXPIRING: gettext_lazy("Licences that end soon"),
    List.EXPIRED: gettext_lazy("Expired, and the holder still has firearms"),
    List.HAND_IN: gettext_lazy("Firearms to be handed in or passed on"),
    List.SUSPENDED: gettext_lazy("Suspended licences"),
    List.INSPECTIONS: gettext_lazy("Inspections due"),
    List.OVERDUE: gettext_lazy("Inspections overdue"),
    List.CHECKS: gettext_lazy("Checks that lapse"),
    List.TASKS: gettext_lazy("Open tasks"),
}
STEPS: Final[dict[List, str | Promise]] = {
    List.WAITING: gettext_lazy("Open the application, see what it rests on, and decide."),
    List.EXPIRING: gettext_lazy("Take in the application for renewal, or tell the holder what is missing for it."),
    List.EXPIRED: gettext_lazy("Ask the holder to renew, or to hand in or pass on the firearms."),
    List.HAND_IN: gettext_lazy("Record each surrender or transfer. What is left after the day is for the police."),
    List.SUSPENDED: gettext_lazy("Put it into force again, or revoke it, once the reason is settled."),
    List.INSPECTIONS: gettext_lazy("Agree on a day, and record what was found."),
    List.OVERDUE: gettext_lazy("Inspect now, or record why it could not be carried out."),
    List.CHECKS: gettext_lazy("Ask the holder for a new check before the old one no longer counts."),
    List.TASKS: gettext_lazy("Look at it, mend it, and close it with what came of it."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """As of which day a list is drawn up, how many days ahead it looks, from which line it goes on."""

    day: date
    within: int = WITHIN
    after: str = ""

    @property
    def horizon(self) -> date:
        """The last day that the list looks at."""
        return self.day + timedelta(days=self.within)


def counts(actor: Actor, asked: Asked) -> dict[List, int]:
    """Count the lines of every list. Raises NotAllowed."""
    if not policies.may_read(actor):
        raise NotAllowed
    return {one: _ROWS[one](actor, asked).count() for one in List}


def listed(actor: Actor, wanted: List, asked: Asked, *, most: int = PAGE) -> tuple[Listed, ...]:
    """Give the lines of a list that follow ``asked.after``, at most ``most``. Raises NotAllowed."""
    if not policies.may_read(actor):
        raise NotAllowed
    field = _ORDER[wanted]
    rows = _from(_ROWS[wanted](actor, asked).order_by(field, "pk"), field, asked.after)
    return _TOLD[wanted](actor, list(rows[:most]))


def _from(rows: QuerySet[Any], field: str, after: str) -> QuerySet[Any]:
    """Go on after a line, named by its day and its number; a name that is none begins anew."""
    day, _sign, number = after.partition("~")
    try:
        last, key = date.fromisoformat(day) if day else None, int(number)
    except ValueError:
        return rows
    if last is None:
        return rows.filter(pk__gt=key)
    return rows.filter(Q(**{f"{field}__gt": last}) | Q(**{field: last}, pk__gt=key))


def _waiting(actor: Actor, _asked: Asked) -> QuerySet[Application]:
    return policies.applications(actor).filter(decision=None)


def _expiring(actor: Actor, asked: Asked) -> QuerySet[Licence]:
    span = (asked.day, asked.horizon)
    return policies.licences(actor).filter(state__ended=None, state__valid_to__range=span)


def _expired(actor: Actor, asked: Asked) -> QuerySet[Licence]:
    """Expired licences whose holder has firearms and no other licence of this kind in force since."""
    newer = Licence.objects.filter(
        Q(state__valid_to=None) | Q(state__valid_to__gte=asked.day),
        holder=OuterRef("holder"),
        kind=OuterRef("kind"),
        state__ended=None,
    )
    rows = policies.licences(actor).filter(~Exists(newer), state__ended=None, state__valid_to__lt=asked.day)
    return rows.filter(registry.has_arms(actor, "holder"))


def _hand_in(actor: Actor, _asked: Asked) -> QuerySet[Licence]:
    rows = policies.licences(actor).filter(state__hand_in_by__isnull=False)
    return rows.filter(registry.has_arms(actor, "holder"))


def _suspended(actor: Actor, _asked: Asked) -> QuerySet[Licence]:
    return policies.licences(actor).filter(state__ended=None, state__is_suspended=True)


def _due(actor: Actor, asked: Asked) -> QuerySet[Inspection]:
    return policies.inspections(actor).filter(result=None, due__range=(asked.day, asked.horizon))


def _overdue(actor: Actor, asked: Asked) -> QuerySet[Inspection]:
    return policies.inspections(actor).filter(result=None, due__lt=asked.day)


def _lapsing(actor: Actor, asked: Asked) -> QuerySet[CheckFact]:
    """Checks whose day is near, unless the same was checked of the holder anew and holds longer."""
    newer = CheckFact.objects.filter(
        holder=OuterRef("holder"), kind=OuterRef("kind"), withdrawal=None, made_on__gt=OuterRef("made_on")
    )
    return policies.checks(actor).filter(~Exists(newer), valid_to__range=(asked.day, asked.horizon))


def _tasks(actor: Actor, _asked: Asked) -> QuerySet[Task]:
    return policies.tasks(actor).filter(closed=None)


_ROWS: Final[dict[List, Callable[[Actor, Asked], QuerySet[Any]]]] = {
    List.WAITING: _waiting,
    List.EXPIRING: _expiring,
    List.EXPIRED: _expired,
    List.HAND_IN: _hand_in,
    List.SUSPENDED: _suspended,
    List.INSPECTIONS: _due,
    List.OVERDUE: _overdue,
    List.CHECKS: _lapsing,
    List.TASKS: _tasks,
}
_ORDER: Final[dict[List, str]] = {
    List.WAITING: "received_on",
    List.EXPIRING: "state__valid_to",
    List.EXPIRED: "state__valid_to",
    List.HAND_IN: "state__hand_in_by",
    List.SUSPENDED: "state__since",
    List.INSPECTIONS: "due",
    List.OVERDUE: "due",
    List.CHECKS: "valid_to",
    List.TASKS: "pk",
}


def _from_licences(actor: Actor, rows: list[Licence], days: list[date | None]) -> tuple[Listed, ...]:
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    arms = registry.holders_with_arms(actor, holders)
    return tuple(
        Listed(
            holder=holders[row.holder_id],
            what=kind_name(kind_of(actor, row.kind, row.granted_on), row.kind),
            day=day,
            number=licence_number(row),
            route="licensing:licence",
            key=licence_number(row),
            after=f"{day.isoformat() if day else ''}~{row.pk}",
            held=arms.get(row.holder_id, 0),
        )
        for row, day in zip(rows, days, strict=True)
    )


def _ending(actor: Actor, rows: list[Licence]) -> tuple[Listed, ...]:
    return _from_licences(actor, rows, [row.state.valid_to for row in rows])


def _handing_in(actor: Actor, rows: list[Licence]) -> tuple[Listed, ...]:
    return _from_licences(actor, rows, [row.state.hand_in_by for row in rows])


def _since(actor: Actor, rows: list[Licence]) -> tuple[Listed, ...]:
    return _from_licences(actor, rows, [row.state.since for row in rows])


def _from_applications(actor: Actor, rows: list[Application]) -> tuple[Listed, ...]:
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    return tuple(
        Listed(
            holder=holders[row.holder_id],
            what=kind_name(kind_of(actor, row.kind, row.received_on), row.kind),
            day=row.received_on,
            route="licensing:application",
            key=str(row.pk),
            after=f"{row.received_on.isoformat()}~{row.pk}",
        )
        for row in rows
    )


def _from_inspections(actor: Actor, rows: list[Inspection]) -> tuple[Listed, ...]:
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    return tuple(
        Listed(
            holder=holders[row.holder_id],
            what=str(InspectionKind(row.kind).label),
            day=row.due,
            route="licensing:inspection",
            key=str(row.pk),
            after=f"{row.due.isoformat()}~{row.pk}",
        )
        for row in rows
    )


def _from_checks(actor: Actor, rows: list[CheckFact]) -> tuple[Listed, ...]:
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    return tuple(
        Listed(
            holder=holders[row.holder_id],
            what=str(CheckKind(row.kind).label),
            day=row.valid_to,
            after=f"{row.valid_to.isoformat() if row.valid_to else ''}~{row.pk}",
        )
        for row in rows
    )


def _from_tasks(actor: Actor, rows: list[Task]) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            holder=one.holder,
            what=str(one.kind.label),
            day=one.due,
            number=one.serial,
            route="licensing:task",
            key=str(one.id),
            after=f"~{one.id}",
            note=one.text,
        )
        for one in task_views(actor, rows)
    )


_TOLD: Final[dict[List, Callable[[Actor, list[Any]], tuple[Listed, ...]]]] = {
    List.WAITING: _from_applications,
    List.EXPIRING: _ending,
    List.EXPIRED: _ending,
    List.HAND_IN: _handing_in,
    List.SUSPENDED: _since,
    List.INSPECTIONS: _from_inspections,
    List.OVERDUE: _from_inspections,
    List.CHECKS: _from_checks,
    List.TASKS: _from_tasks,
}
