"""Licensing, pages, ¶37 ¶64: a dealer's book, to be read, printed and taken away. Persons are named for a purpose."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from salwa.contexts.identity.public import actor_for
from salwa.contexts.licensing.actions.purposes import open_book
from salwa.contexts.licensing.answers import BOOK_HEADING, Book
from salwa.contexts.licensing.forms import BookForm, ReasonForm
from salwa.contexts.licensing.pages.shown import show_holder
from salwa.contexts.licensing.policies import may_inspect
from salwa.contexts.licensing.queries.books import Period, book_of
from salwa.contexts.licensing.queries.files import holder_of
from salwa.contexts.registry.public import Came
from salwa.platform.actor import Actor
from salwa.platform.handing_out import List, handed_out
from salwa.platform.reading import reading

PAGE = 200
"""Firearms on a page; one that came, left and came again on one day has as many lines there."""


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a book over a period, page by page; with the names of persons where a purpose was sent."""
    actor = actor_for(request.user)
    asks = ReasonForm(request.POST or None, label=_("For what purpose"))
    place = place_in(request.GET.get("from", ""))
    found, asked = _book(request, actor, uuid, asks, Paging(place, PAGE))
    facts = {
        "book": found,
        "holder": show_holder(found.holder),
        "lines": found.lines,
        "period": asked,
        "asks": asks,
        "query": _query(request),
        "after": f"{found.after.day.isoformat()}.{found.after.firearm}" if found.after is not None else "",
        "is_first": place is None,
        "here": request.GET.get("from", "") if place is not None else "",
        "may_inspect": may_inspect(actor),
    }
    return render(request, "licensing/book.html", facts, status=422 if asks.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def book_file(request: HttpRequest, uuid: UUID, form: str) -> HttpResponseBase:
    """Give a book as a file, no cell of which a spreadsheet takes for a formula."""
    found, _asked = _book(request, actor_for(request.user), uuid, ReasonForm(request.POST or None))
    rows = (one.cells for one in found.lines)
    return handed_out(List(f"book-{found.holder.uuid}", BOOK_HEADING, rows), form)


class Paging(NamedTuple):
    """Where a page of a book begins, and how many firearms stand on it; without any, the whole book."""

    after: Came | None = None
    most: int | None = None


def _book(
    request: HttpRequest, actor: Actor, uuid: UUID, asks: ReasonForm, paging: Paging | None = None
) -> tuple[Book, BookForm]:
    asked = BookForm(request.GET or None)
    period = replace(_period(asked), **(paging or Paging())._asdict())
    with reading(actor):
        holder = holder_of(actor, uuid)
        if not (request.method == "POST" and asks.is_valid()):
            return book_of(actor, holder, period), asked
    return open_book(actor=actor, holder=holder, period=period, reason=asks.cleaned_data["reason"]), asked


def _period(asked: BookForm) -> Period:
    given: dict[str, Any] = asked.cleaned_data if asked.is_bound and asked.is_valid() else {}
    first, last = given.get("first"), given.get("last")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        first, last = last, first
    return Period(first, last, bool(given.get("open_only")))


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("from", None)
    return kept.urlencode()


def place_in(text: str) -> Came | None:
    """Read where a page begins, as the link to the next one has it; None, the beginning, where it is not understood."""
    day, _dot, firearm = text.partition(".")
    if not (firearm.isascii() and firearm.isdigit() and len(firearm) <= 18):
        return None
    try:
        return Came(date.fromisoformat(day), int(firearm))
    except ValueError:
        return None
