"""Registry, pages, ¶24, ¶29: what can be printed about a firearm, and each paper as PDF."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from salwa.contexts.identity.public import actor_for, issuer_of
from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import History, Line
from salwa.contexts.registry.forms import PaperForm
from salwa.contexts.registry.papers.facts import described, occurred
from salwa.contexts.registry.papers.issuing import About
from salwa.contexts.registry.papers.offered import Kind, offer, offered
from salwa.contexts.registry.queries.histories import history
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
    facts = {
        "record": told.card.record,
        "name": wording.name_of(told.card.make or told.card.make_as_marked, told.card.model),
        "rows": [_row(line, kind) for line in told.lines if (kind := offered(line)) is not None],
        "form": PaperForm({"language": chosen(request)}),
        "language": chosen(request),
        "lack": unreadiness(),
    }
    return render(request, "registry/papers.html", facts)


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
        language=language,
    )


def _row(line: Line, kind: Kind) -> PaperRow:
    return PaperRow(
        line=line.ordinal,
        when=wording.when(line.happened),
        what=wording.happening(line.kind, line.status, line.stated),
        title=kind.title,
    )
