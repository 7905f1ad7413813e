"""Retention, pages, ¶29: what is kept for how long, what is due, and what waits for somebody."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from salwa.contexts.identity.public import actor_for
from salwa.contexts.retention.actions.erasures import propose_erasure
from salwa.contexts.retention.answers import Count
from salwa.contexts.retention.forms import ReasonForm
from salwa.contexts.retention.models import KindCode
from salwa.contexts.retention.pages import _asked
from salwa.contexts.retention.policies import may_propose
from salwa.contexts.retention.queries._packs import pack_now
from salwa.contexts.retention.queries.due import MOST_COUNTED, PAGE, counts, due
from salwa.contexts.retention.queries.holds import check_may_see, to_review
from salwa.contexts.retention.queries.proposals import proposals
from salwa.contexts.retention.rules import SOON
from salwa.contexts.retention.wording import GOES, kind_name, time_of, told
from salwa.kernel.packs import Pack, RecordKind
from salwa.platform import submissions
from salwa.platform.reading import reading

MOST_WAITING: Final = 100


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kind of record: how long it is kept, by which law, and what goes then."""

    kind: RecordKind
    name: str
    time: str
    goes: str
    source: str
    unverified: bool
    is_endless: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """How much of a kind is due, as the overview shows it."""

    kind: RecordKind
    name: str
    time: str
    due: int
    soon: int
    is_more: bool


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is due by kind, and what waits: open proposals, holds to look at again."""
    actor = actor_for(request.user)
    check_may_see(actor)
    day = _asked.today()
    pack = pack_now(day)
    with reading(actor):
        rows = [_due_row(pack, one) for one in counts(actor, day)]
        facts = {
            "rows": rows,
            "waiting": len(proposals(actor, most=MOST_WAITING)),
            "to_review": to_review(actor, day),
        }
    return render(request, "retention/overview.html", facts | _of_pack(pack) | {"soon": SOON, "most": MOST_COUNTED})


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Show for how long each kind of record is kept in this State, and what goes then."""
    actor = actor_for(request.user)
    check_may_see(actor)
    pack = pack_now(_asked.today())
    rows = [_kept_row(pack, kind) for kind in RecordKind]
    return render(request, "retention/rules.html", {"rows": rows} | _of_pack(pack))


@require_http_methods(["GET", "HEAD", "POST"])
def due_list(request: HttpRequest) -> HttpResponse:
    """List what is due of a kind, and let a registrar propose that its personal data be erased."""
    actor = actor_for(request.user)
    check_may_see(actor)
    kind, day, after = _asked.kind(request), _asked.today(), _asked.after(request)
    is_soon = request.GET.get("soon") == "1"
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with submissions.under(form.cleaned_data["key"]) as sent:
            proposed = propose_erasure(actor=actor, kind=kind, reason=form.cleaned_data["reason"])
        if sent.is_repeated:
            return redirect("retention:proposals")
        messages.success(request, _("Proposed. Another person decides: an auditor, or another registrar."))
        return redirect("retention:proposal", proposed.uuid)
    with reading(actor):
        found = due(actor, kind, by=day + timedelta(days=SOON if is_soon else 0), today=day, after=after, most=PAGE + 1)
        is_open = any(view.kind == KindCode.of(kind) for _number, view in proposals(actor, most=MOST_WAITING))
    rule = pack_now(day).kept(kind)
    facts: dict[str, Any] = {
        "kind": kind,
        "name": kind_name(kind),
        "rows": [(one, kind_name(one.kind), one.due > day) for one in found[:PAGE]],
        "rule": rule,
        "time": time_of(rule) if rule else "",
        "after": found[PAGE - 1].subject if len(found) > PAGE else None,
        "is_first": not after,
        "is_soon": is_soon,
        "may_propose": may_propose(actor) and not is_open and any(one.due <= day for one in found),
        "is_proposed": is_open,
        "form": form,
        "soon": SOON,
    }
    return render(request, "retention/due.html", facts, status=422 if form.errors else 200)


def _of_pack(pack: Pack) -> dict[str, Any]:
    return {"state": told(pack.name), "edition": pack.edition, "law": pack.law}


def _due_row(pack: Pack, count: Count) -> DueRow:
    rule = pack.kept(count.kind)
    time = time_of(rule) if rule else _("Without end")
    return DueRow(count.kind, kind_name(count.kind), time, count.due, count.soon, count.is_more)


def _kept_row(pack: Pack, kind: RecordKind) -> KeptRow:
    rule = pack.kept(kind)
    if rule is None:
        unsaid = _("The State's pack says nothing: it is kept.")
        return KeptRow(kind, kind_name(kind), _("Without end"), str(GOES["nothing"]), unsaid, False, True)
    goes = str(GOES["nothing" if rule.years is None else rule.erases])
    return KeptRow(kind, kind_name(kind), time_of(rule), goes, rule.source, rule.unverified, rule.years is None)
