"""Registry, pages, ¶24, ¶29: what can be printed about a firearm, and each paper as PDF."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import History, Line
from salwa.contexts.registry.forms import EvidenceForm, PaperForm
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.papers.evidence import evidence_paper
from salwa.contexts.registry.papers.facts import certified, described, occurred
from salwa.contexts.registry.papers.issuing import About
from salwa.contexts.registry.papers.offered import Kind, offer, offered
from salwa.contexts.registry.policies import may_see_holders
from salwa.contexts.registry.public import evidence as bundle_of
from salwa.contexts.registry.queries.histories import history, history_of
from salwa.contexts.registry.queries.records import firearm as find
from salwa.platform import submissions
from salwa.platform.actor import Actor
from salwa.platform.papers import pdf_answer, unreadiness
from salwa.platform.reading import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper that can be printed: about which line, what happened there and when, and what the paper is called."""

    line: int
    when: str
    what: str
    title: str | Promise


@require_safe
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """List what can be printed about a firearm."""
    actor = actor_for(request.user)
    with reading(actor):
        told = history(actor, number)
    if number != told.card.record:
        return redirect("registry:papers", told.card.record)
    form = EvidenceForm(initial={"language": chosen(request), "key": submissions.new_key()})
    return render(request, "registry/papers.html", _page(request, actor, told, form))


@require_POST
def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """Give evidence of a firearm to whoever asked for it, as PDF with the bundle inside. Sent twice, it is given once.

    The key of the form goes together with what was typed: the page stays open beside the file, and the same form may be
    filled in for somebody else.
    """
    actor = actor_for(request.user)
    form = EvidenceForm(request.POST)
    with reading(actor):
        firearm = find(actor, number)
        told = None if form.is_valid() else history_of(actor, firearm)
    if told is not None:
        return render(request, "registry/papers.html", _page(request, actor, told, form), status=422)
    typed = form.cleaned_data
    bundle: dict[str, Any] = {}
    with submissions.under(_key_of(typed)) as sent, translation.override(typed["language"]):
        asked = {name: typed[name] for name in ("recipient", "reason", "holders")}
        bundle = bundle_of(actor, firearm, **asked)
    if sent.is_repeated:
        given = _("This evidence was given already, under entry %(entry)d. If the file was lost, give it anew.")
        messages.info(request, given % {"entry": sent.entry})
        return redirect("registry:papers", record_of(firearm))
    with reading(actor), translation.override(typed["language"]):
        issuer = issuer_of(actor)
        life = history_of(actor, firearm)
    return pdf_answer(evidence_paper(bundle, life, issuer=issuer, language=typed["language"]))


def _key_of(typed: dict[str, Any]) -> str:
    said = "\n".join(str(typed[name]) for name in ("recipient", "reason", "holders", "language"))
    return f"{typed['key'][:20]}-{hashlib.sha256(said.encode()).hexdigest()[:40]}" if typed["key"] else ""


def _page(request: HttpRequest, actor: Actor, told: History, form: EvidenceForm) -> dict[str, Any]:
    return {
        "record": told.card.record,
        "name": wording.name_of(told.card.make or told.card.make_as_marked, told.card.model),
        "rows": [_row(line, kind) for line in told.lines if (kind := offered(line)) is not None],
        "form": form,
        "of_events": PaperForm({"language": chosen(request)}, auto_id="events_%s"),
        "language": chosen(request),
        "may_name": may_see_holders(actor),
        "lack": unreadiness(),
    }


@require_safe
def paper(request: HttpRequest, number: str, line: int) -> HttpResponse:
    """Print the paper about one line of a firearm's life."""
    actor = actor_for(request.user)
    language = chosen(request)
    with reading(actor):
        told = history(actor, number)
        found, kind = offer(told, line)
        with translation.override(language):
            about = _about(actor, told, found, language)
    return pdf_answer(kind.build(about))


def chosen(request: HttpRequest) -> str:
    """Give the language that a paper is asked for in; where none of ours is named, the reader's own."""
    asked = request.GET.get("language", "")
    own = translation.get_language() or settings.LANGUAGE_CODE
    return asked if asked in dict(settings.LANGUAGES) else own


def _about(actor: Actor, told: History, line: Line, language: str) -> About:
    return About(
        firearm=described(told),
        event=occurred(line),
        issuer=issuer_of(actor),
        at=timezone.now().replace(microsecond=0),
        certified=certified(line),
        language=language,
    )


def _row(line: Line, kind: Kind) -> PaperRow:
    return PaperRow(
        line=line.ordinal,
        when=wording.when(line.happened),
        what=wording.happening(line.kind, line.status, line.stated),
        title=kind.title,
    )
