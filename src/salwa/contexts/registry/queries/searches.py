"""Registry, queries, ¶29: the records that an actor may open, by what is known of them, page by page, for programs.

Nothing is counted and nothing skipped: a page goes on after a record, along the indexes of one source after the other.
What has no index of its own is looked for among the next :data:`SCANNED` records, so that every page is answered soon;
one may be short, or empty, before the last.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from salwa.contexts.identity.public import agencies_of, agency_names, sees_all_agencies
from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.models import AgencyHoldings, ComponentKind, Event, Firearm, ImportedBatch, Source
from salwa.contexts.registry.naming import record_numbered, record_of
from salwa.contexts.registry.policies import may_list, may_search, visible_to
from salwa.contexts.registry.queries._bearers import Bearer, bearers
from salwa.contexts.registry.queries._lives import survivors
from salwa.contexts.registry.queries._seen import seen_cards
from salwa.contexts.registry.queries.matches import with_serial
from salwa.contexts.registry.queries.records import firearm as find
from salwa.contexts.registry.wording import not_understood
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import Status
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, NotAllowed, Refused

SCANNED: Final = 50_000
"""Records that are gone through for one page at most."""
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is known of the firearms that are looked for; what is left blank is not asked.

    ``serial`` and ``external_id`` are exact, but for spaces and signs within a serial; ``make`` is a name that the
    vocabulary knows, ``source`` the name of a register, ``entry`` the ledger entry of an import.
    """

    serial: str = ""
    external_id: str = ""
    make: str = ""
    status: Status | None = None
    source: str = ""
    entry: int | None = None

    @property
    def names_one(self) -> bool:
        """Whether a number is asked for, and not a list to go through."""
        return bool(self.serial or self.external_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A record of a page; ``part`` is set where it was found by the number of one, ``merged_into`` where it was."""

    card: Card
    part: ComponentKind | None = None
    part_serial: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Records; ``after`` is the number from which the next page goes on, "" on the last.

    ``ask`` names the agencies that keep records with the serial that was asked for which the actor may not open.
    """

    listings: tuple[Listing, ...]
    after: str = ""
    ask: tuple[str, ...] = ()


class _Found(NamedTuple):
    """Firearms of a page in order, and the last that was gone through where there may be more."""

    rows: list[Firearm]
    last: Firearm | None


def search(actor: Actor, sought: Sought, *, after: str = "", most: int = 50) -> Page:
    """Give the records that ``sought`` fits and the actor may open, those that follow the record ``after``.

    Raises:
        NotAllowed: the actor opens no records, or asks for a list and does not go through records.
        Refused: the make is not understood, or ``after`` has a typing error.
        NotFound: the actor may open no record ``after``.
        NotReady, OutOfStep: as identification does, where a serial is asked for.
    """
    if not may_search(actor):
        raise NotAllowed
    if not (sought.names_one or may_list(actor)):
        raise NotAllowed(gettext("Your role finds a record by its number and goes through none: name a number."))
    last = find(actor, after) if after else None
    if sought.serial:
        return _by_serial(actor, sought, last, most)
    found = _gone_through(actor, sought, last, most)
    return Page(listings=_listed(actor, found.rows, sought), after=record_of(found.last) if found.last else "")


def _by_serial(actor: Actor, sought: Sought, last: Firearm | None, most: int) -> Page:
    found = {one.nearness.firearm: one for one in bearers(actor, sought.serial)}
    opened = sorted(one for one, bearer in found.items() if not bearer.nearness.is_closed)
    wanted = visible_to(actor).filter(_fits(sought), source__in=_sources(actor, sought)).order_by("pk")
    if sought.external_id:
        wanted = wanted.filter(external_id=sought.external_id)
    if last is not None:
        opened = opened[bisect_right(opened, last.pk) :]
    rows: list[Firearm] = []
    for start in range(0, len(opened), _AT_ONCE):
        rows += wanted.filter(pk__in=opened[start : start + _AT_ONCE])[: most + 1 - len(rows)]
        if len(rows) > most:
            break
    shown = with_serial(actor, [found[row.pk] for row in rows[:most]])
    parts = {one.card.id: (one.part, one.part_serial) for one in shown if one.card is not None}
    listings = _listed(actor, [row for row in rows[:most] if row.pk in parts], sought, parts)
    masked = [one.ask for one in shown if one.card is None]
    return Page(
        listings=listings,
        after=record_of(rows[most - 1]) if len(rows) > most else "",
        ask=tuple(dict.fromkeys(name for name in (*_to_ask(found.values()), *masked) if name)),
    )


def _to_ask(found: Iterable[Bearer]) -> list[str]:
    """Name the agencies that keep records among those found which the actor may not open."""
    closed = dict.fromkeys(one.nearness.agency_id for one in found if one.nearness.is_closed)
    names = agency_names() if closed else {}
    return [names.get(agency, "") for agency in closed]


def _gone_through(actor: Actor, sought: Sought, last: Firearm | None, most: int) -> _Found:
    """Go through the sources from the record ``last`` on, until a page is full or enough was gone through."""
    rows: list[Firearm] = []
    wanted, left = _fits(sought), SCANNED
    for stretch in _stretches(actor, sought, last):
        fitting = stretch.filter(wanted, pk__in=stretch.values("pk")[:left]) if wanted else stretch
        rows += fitting[: most + 1 - len(rows)]
        if len(rows) > most:
            return _Found(rows[:most], rows[most - 1])
        if wanted:
            scanned = stretch.values_list("pk", flat=True)[:left]
            if len(scanned) == left:
                return _Found(rows, Firearm.objects.get(pk=scanned[left - 1]))
            left -= len(scanned)
    return _Found(rows, None)


def _stretches(actor: Actor, sought: Sought, last: Firearm | None) -> Iterator[QuerySet[Firearm]]:
    """Give the records of each source, in the order of an index: those without a number there, then the others."""
    for source in _sources(actor, sought, last):
        within = visible_to(actor).filter(source=source)
        before = last if last is not None and last.source_id == source.pk else None
        if sought.external_id:
            if before is None:
                yield within.filter(external_id=sought.external_id).order_by("pk")
            continue
        if before is None or not before.external_id:
            yield within.filter(external_id="", pk__gt=before.pk if before else 0).order_by("pk")
        named = within.exclude(external_id="").order_by("external_id")
        yield named.filter(external_id__gt=before.external_id) if before else named


def _sources(actor: Actor, sought: Sought, last: Firearm | None = None) -> QuerySet[Source]:
    """Give the sources whose records the actor may open, from that of the record ``last`` on."""
    own = Q(agency_id__in=agencies_of(actor))
    if sees_all_agencies(actor):
        own |= ~Q(agency_id__in=AgencyHoldings.objects.filter(closed=True).values("agency_id"))
    found = Source.objects.filter(own).order_by("pk")
    if sought.source:
        found = found.filter(name=sought.source)
    if sought.entry is not None:
        found = found.filter(pk__in=ImportedBatch.objects.filter(entry_id=sought.entry).values("source_id"))
    return found if last is None else found.filter(pk__gte=last.source_id)


def _fits(sought: Sought) -> Q:
    """Give what must be looked at record by record. Raises Refused where the make is not understood."""
    wanted = Q(make=_make(sought.make)) if sought.make else Q()
    if sought.status is not None:
        wanted &= Q(state__status=sought.status)
    if sought.entry is not None:
        wanted &= Q(Exists(Event.objects.filter(firearm=OuterRef("pk"), entry_id=sought.entry)))
    return wanted


def _make(text: str) -> int:
    found = vocabularies.makes().resolve(text)
    if found.term is None:
        names = (rival.term.name for rival in found.rivals if rival.term is not None)
        raise Refused([Fault(0, "make", not_understood(text, names))])
    return found.term.code


def _listed(
    actor: Actor,
    rows: Sequence[Firearm],
    sought: Sought,
    parts: Mapping[int, tuple[ComponentKind | None, str]] | None = None,
) -> tuple[Listing, ...]:
    """Show records; one whose state is another for this actor than the one asked for is left out."""
    above = survivors([row.pk for row in rows])
    numbers = dict(visible_to(actor).filter(pk__in=above.values()).values_list("pk", "number")) if above else {}
    merged = {one: record_numbered(numbers[into]) for one, into in above.items() if into in numbers}
    named = parts or {}
    return tuple(
        Listing(card=card, part=part, part_serial=text, merged_into=merged.get(one, ""))
        for one, card in seen_cards(actor, rows).items()
        for part, text in [named.get(one, (None, ""))]
        if sought.status in (None, card.status)
    )
