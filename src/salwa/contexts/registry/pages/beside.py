"""Registry, page, ¶29: two records beside each other, to be shown as one firearm or set apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.actions.findings import close_finding
from salwa.contexts.registry.actions.merging import merge_firearms
from salwa.contexts.registry.answers import FindingView
from salwa.contexts.registry.forms import Outcome, OutcomeForm
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.pages.shown import Fact, ShownRecord, show
from salwa.contexts.registry.policies import may_merge
from salwa.contexts.registry.queries.findings import finding
from salwa.contexts.registry.queries.histories import history_of
from salwa.contexts.registry.queries.records import firearm as find
from salwa.platform.actor import Actor
from salwa.platform.reading import reading


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of both records; ``differs`` where it is of the firearm, known of both, and not alike."""

    label: str
    first: Fact | None
    second: Fact | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records beside each other. ``doubts`` are the open findings that they are perhaps one firearm."""

    rows: tuple[Firearm, Firearm]
    first: ShownRecord
    second: ShownRecord
    doubts: tuple[FindingView, ...]
    may_settle: bool

    @property
    def records(self) -> tuple[ShownRecord, ShownRecord]:
        """Both records, in their order."""
        return self.first, self.second

    @property
    def facts(self) -> tuple[Row, ...]:
        """What the two firearms are, fact beside fact."""
        first, second = ({fact.label: fact for fact in one.facts} for one in self.records)
        return tuple(_row(label, first.get(label), second.get(label)) for label in {**first, **second})

    @property
    def marks(self) -> tuple[Row, ...]:
        """Their marks, of each kind and part beside each other."""
        first, second = (_marks_of(one) for one in self.records)
        return tuple(_mark_rows(first, second))


def _row(label: str, first: Fact | None, second: Fact | None) -> Row:
    if first is None or second is None or first.is_of_record:
        return Row(label, first, second, differs=False)
    return Row(label, first, second, differs=first.is_known and second.is_known and first != second)


def _marks_of(record: ShownRecord) -> Mapping[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for component in record.components:
        for mark in component.marks:
            label = _("%(mark)s, %(part)s") % {"mark": mark.kind, "part": component.name}
            if not mark.is_withdrawn:
                found.setdefault(label, []).append(Fact(label, mark.text, is_mark=True))
    return found


def _mark_rows(first: Mapping[str, list[Fact]], second: Mapping[str, list[Fact]]) -> Iterator[Row]:
    for label in {**first, **second}:
        for one, other in zip_longest(first.get(label, ()), second.get(label, ())):
            yield _row(label, one, other)


@require_http_methods(["GET", "HEAD", "POST"])
def two_records(request: HttpRequest, number: str, other: str) -> HttpResponse:
    """Show two records beside each other; a registrar says whether they are one firearm, and why."""
    actor = actor_for(request.user)
    with reading(actor):
        pair = _pair(actor, number, other)
    form = OutcomeForm(request.POST or None, is_doubted=bool(pair.doubts))
    if request.method == "POST" and form.is_valid():
        return _settled(request, actor, pair, form.cleaned_data)
    return render(request, "registry/beside.html", {"pair": pair, "form": form}, status=422 if form.errors else 200)


def _pair(actor: Actor, number: str, other: str) -> Pair:
    rows = find(actor, number), find(actor, other)
    histories = [history_of(actor, row) for row in rows]
    numbers = {one.card.record for one in histories}
    doubts = (
        one
        for told in histories
        for one in told.findings
        if one.kind == "duplicate" and {one.record, one.other} == numbers
    )
    first, second = (show(told) for told in histories)
    is_apart = len(numbers) == 2 and not (set(first.absorbed) | set(second.absorbed)) & numbers
    return Pair(
        rows=rows,
        first=first,
        second=second,
        doubts=tuple({one.id: one for one in doubts}.values()),
        may_settle=is_apart and may_merge(actor, *rows),
    )


def _settled(request: HttpRequest, actor: Actor, pair: Pair, given: Mapping[str, str]) -> HttpResponse:
    if given["outcome"] == Outcome.APART:
        for doubt in pair.doubts:
            close_finding(actor=actor, finding=finding(actor, doubt.id or 0), reason=given["reason"])
        messages.success(request, _("The doubt is set aside: they are two firearms."))
        return redirect("registry:firearm", pair.first.number)
    survivor, absorbed = pair.rows if given["outcome"] == Outcome.FIRST else reversed(pair.rows)
    kept = pair.first if given["outcome"] == Outcome.FIRST else pair.second
    merge_firearms(actor=actor, survivor=survivor, absorbed=absorbed, reason=given["reason"])
    messages.success(request, _("Both records are shown as one firearm. Nothing is lost, and it can be undone."))
    return redirect("registry:firearm", kept.number)
