"""Registry, pages, ¶29: the records of the agency as a file to take away; who took it stands in the ledger."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from salwa.contexts.identity.public import actor_for
from salwa.contexts.registry.actions.lists import take_list
from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import Source
from salwa.contexts.registry.queries.lists import records_of, sources_of
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound, Refused
from salwa.platform.handing_out import List, handed_out
from salwa.platform.reading import reading

HEADING: Final = (
    *("record", "serial", "make", "model", "calibre", "type", "country", "year", "state"),
    *("external_id", "source"),
)
"""Columns of the file, as an import knows them."""
_AT_ONCE: Final = 1_000


@require_POST
def firearms_file(request: HttpRequest) -> HttpResponseBase:
    """Give the records of a source of the agency as a file; a register of any length, a page in memory at a time."""
    actor = actor_for(request.user)
    wanted, form = request.POST.get("source", ""), request.POST.get("form", "")
    if not (wanted and form):
        raise Refused(_("Say which records are taken away, and in which form."))
    with reading(actor):
        sources = {str(one.pk): one for one in sources_of(actor)}
    source = sources.get(wanted)
    if source is None:
        raise NotFound(_("Your agency has no such source of records."))
    take_list(actor=actor, source=source, form=form)
    return handed_out(List("firearms", HEADING, _rows(actor, source)), form)


def _rows(actor: Actor, source: Source) -> Iterator[tuple[str, ...]]:
    """Give the rows page by page, each page read by itself: whoever takes long to load it down holds nothing up."""
    after = ""
    while True:
        with reading(actor):
            listed = records_of(actor, source, after=after, most=_AT_ONCE)
        yield from map(_cells, listed.cards)
        after = listed.after
        if not after:
            return


def _cells(card: Card) -> tuple[str, ...]:
    what = (card.serial, card.make or card.make_as_marked, card.model, card.calibre, card.type, card.country)
    state = card.status.name.lower()
    return card.record, *what, str(card.year or ""), state, card.external_id, card.source
