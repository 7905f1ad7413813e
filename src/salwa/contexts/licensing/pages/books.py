"""Licensing, pages, ¶37 ¶64: a dealer's book, to be read, printed and taken away. Persons are named for a purpose."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import xlsxwriter
from django.http import HttpRequest, HttpResponse
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
from salwa.platform.errors import NotFound
from salwa.platform.reading import reading
from salwa.platform.written_out import guarded

PAGE = 200
"""Firearms on a page; one that came, left and came again on one day has as many lines there."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
def book_file(request: HttpRequest, uuid: UUID, form: str) -> HttpResponse:
    """Give a book as CSV or XLSX, no cell of which a spreadsheet takes for a formula."""
    if form not in ("csv", "xlsx"):
        raise NotFound(_("There is no such form of the book."))
    found, _asked = _book(request, actor_for(request.user), uuid, ReasonForm(request.POST or None))
    rows = (one.cells for one in found.lines)
    if form == "xlsx":
        answer = HttpResponse(_workbook(rows), content_type=_XLSX)
    else:
        answer = HttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="book-{found.holder.uuid}.{form}"'
    return answer


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


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(BOOK_HEADING)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return file.getvalue()


def _workbook(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Write every cell as text, so that nothing in it is reckoned and no zero of a number is lost."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        sheet = made.add_worksheet("book")
        for at, cells in enumerate((BOOK_HEADING, *rows)):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell)
    return file.getvalue()


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
