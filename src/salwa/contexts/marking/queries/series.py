"""Marking, queries, ¶28 ¶63: the series of marks and their accounts."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.marking.answers import RunView, SeriesView
from salwa.contexts.marking.models import Allotment, NumberOutcome, Series, Use
from salwa.contexts.marking.policies import series_visible_to
from salwa.contexts.marking.rules.accounting import Account, Fate, Run, account
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def series(actor: Actor, number: int) -> Series:
    """Give a series. Raises NotFound where there is none whose account the actor may see."""
    found = series_visible_to(actor).filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no series of that number whose account you may see."))
    return found


def accounts(actor: Actor) -> list[SeriesView]:
    """Give the series whose account the actor may see, the newest first, each with its account."""
    rows = list(series_visible_to(actor).order_by("-year", "-pk"))
    drawn = _accounts(row.pk for row in rows)
    return [_view(row, drawn[row.pk]) for row in rows]


def account_of(actor: Actor, row: Series) -> SeriesView:  # noqa: ARG001  the actor found the series before
    """Give a series with its account."""
    return _view(row, _accounts([row.pk])[row.pk])


def allotments(actor: Actor, row: Series) -> list[RunView]:  # noqa: ARG001  the actor found the series before
    """Give to which jobs the numbers of a series went, the newest first."""
    names = agency_names()
    rows = Allotment.objects.filter(series=row).select_related("job").order_by("-first")
    return [
        RunView(
            run=one.run,
            first=row.mark(one.first),
            last=row.mark(one.last),
            job=one.job_id,
            label=one.job.label,
            agency=names.get(one.job.agency_id, ""),
        )
        for one in rows
    ]


def _accounts(wanted: Iterable[int]) -> dict[int, Account]:
    ids = list(wanted)
    runs: dict[int, list[Run]] = defaultdict(list)
    fates: dict[int, dict[int, Fate]] = defaultdict(dict)
    for one in Allotment.objects.filter(series__in=ids).order_by("first"):
        runs[one.series_id].append(one.run)
    newest = NumberOutcome.objects.filter(job__series__in=ids).order_by("job_id", "number", "-turn")
    for of, number, outcome in newest.distinct("job_id", "number").values_list("job__series_id", "number", "outcome"):
        fates[of][number] = Fate(outcome)
    return {one: account(runs[one], fates[one]) for one in ids}


def _view(row: Series, drawn: Account) -> SeriesView:
    left = row.capacity - drawn.allotted
    return SeriesView(
        id=row.pk,
        use=Use(row.use),
        stem=row.stem,
        edition=row.edition,
        next_mark=row.mark(drawn.allotted + 1) if left > 0 else "",
        left=left,
        account=drawn,
    )
