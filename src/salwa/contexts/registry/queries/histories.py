"""Registry, queries, ¶29: the line of a firearm's life, its gaps and conflicts, its components and their marks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from salwa.contexts.identity.public import agency_name, agency_names
from salwa.contexts.registry.answers import ComponentView, History, Line, MarkView, RemarkView
from salwa.contexts.registry.models import (
    Component,
    ComponentKind,
    Event,
    Firearm,
    Legibility,
    Mark,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Remark,
    Script,
    Withdrawal,
)
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_open, may_see_holders
from salwa.contexts.registry.queries._cards import name_of
from salwa.contexts.registry.queries._details import details_of, holder_text
from salwa.contexts.registry.queries._lives import Life, families, life_of, survivors
from salwa.contexts.registry.queries._seen import Hidden, agencies_to_ask, hidden_in, seen_cards, without
from salwa.contexts.registry.queries.findings import findings_about
from salwa.contexts.registry.queries.records import firearm as find
from salwa.kernel.lifecycle import EventKind, Status, conflicts, derive, gaps, in_force, in_order
from salwa.platform.actor import Actor

_VOCABULARY = {
    MarkKindCode.MAKER: "makes",
    MarkKindCode.LICENSOR: "makes",
    MarkKindCode.IMPORTER: "makes",
    MarkKindCode.MODEL: "models",
    MarkKindCode.CALIBRE: "calibres",
    MarkKindCode.TYPE: "types",
}


def history(actor: Actor, name: str) -> History:
    """Tell a firearm's life, that of the records merged into it included.

    ``name`` is a public number or UUID. An absorbed record shows its own events and names the survivor.

    Raises:
        Refused: the number has a typing error.
        NotFound: there is no such record, or this actor may not open it.
    """
    return history_of(actor, find(actor, name))


def history_of(actor: Actor, firearm: Firearm) -> History:
    """Tell the life of a firearm that the actor has opened by :func:`records.firearm`.

    Of records merged with it, those that the actor may not open are left out, and the agencies that keep them named.
    """
    whole = families([firearm.pk])[firearm.pk]
    hidden = hidden_in(actor, [firearm.pk]).get(firearm.pk, ())
    related = ("entry", "place", "stated", "holder__company", "holder__agency")
    life = without(life_of(list(Event.objects.filter(firearm__in=whole).select_related(*related))), hidden)
    members = [one for one in whole if one not in {closed.firearm for closed in hidden}]
    numbers = {one.pk: record_of(one) for one in Firearm.objects.filter(pk__in=members)}
    above = Firearm.objects.filter(pk__in=survivors([firearm.pk]).values()).first()
    is_shown = above is not None and may_open(actor, above)
    if above is not None and not is_shown:
        hidden = (*hidden, Hidden(above.pk, above.agency_id))
    return History(
        card=seen_cards(actor, [firearm])[firearm.pk],
        agency=agency_name(firearm.agency_id),
        state=derive(life.events),
        lines=_lines(life, numbers, firearm.pk, with_holders=may_see_holders(actor)),
        gaps=gaps(life.events),
        conflicts=conflicts(life.events),
        findings=findings_about(actor, [firearm.pk]),
        components=_components(firearm, members, numbers),
        remarks=tuple(
            RemarkView(heading=heading, text=text)
            for heading, text in Remark.objects.filter(firearm__in=members)
            .order_by("firearm_id", "pk")
            .values_list("heading", "text")
        ),
        survivor=record_of(above) if above is not None and is_shown else None,
        absorbed=tuple(numbers[one] for one in members if one != firearm.pk),
        ask=agencies_to_ask(hidden),
    )


def _lines(life: Life[Event], numbers: dict[int, str], firearm: int, *, with_holders: bool) -> tuple[Line, ...]:
    """Give all lines in the order things happened; a withdrawn one stands where it was believed to have happened."""
    kept = {event.ordinal for event in in_force(life.events)}
    rows = {event.ordinal: row for event, row in zip(life.events, life.rows, strict=True)}
    agencies = agency_names()
    told = details_of({row.firearm_id for row in life.rows}, with_people=with_holders)
    return tuple(
        Line(
            ordinal=event.ordinal,
            kind=EventKind(event.kind),
            happened=event.happened,
            recorded_at=rows[event.ordinal].entry.recorded_at,
            recorded_by=rows[event.ordinal].entry.actor_name,
            reason=rows[event.ordinal].entry.reason,
            entry=rows[event.ordinal].entry_id,
            status=Status(event.status),
            stated=_stated_text(rows[event.ordinal]),
            place=_place_text(rows[event.ordinal]),
            country=name_of("countries", rows[event.ordinal].country or 0),
            holder=holder_text(rows[event.ordinal].holder) if with_holders else "",
            corrects=event.corrects,
            is_withdrawn=event.ordinal not in kept,
            agency=agencies.get(rows[event.ordinal].entry.agency_id, ""),
            detail=told.get((rows[event.ordinal].firearm_id, rows[event.ordinal].ordinal)),
            record="" if rows[event.ordinal].firearm_id == firearm else numbers[rows[event.ordinal].firearm_id],
        )
        for event in in_order(life.events)
    )


def _place_text(event: Event) -> str:
    return "" if event.place is None else event.place.text


def _stated_text(event: Event) -> str:
    return "" if event.stated is None else event.stated.text


def _components(firearm: Firearm, members: Sequence[int], numbers: dict[int, str]) -> tuple[ComponentView, ...]:
    marks = _marks(members)
    found = Component.objects.filter(firearm__in=members).values_list("firearm_id", "ordinal", "kind")
    return tuple(
        ComponentView(
            ordinal=ordinal,
            kind=ComponentKind(kind),
            is_control=(owner, ordinal) == (firearm.pk, firearm.control),
            marks=tuple(marks[owner, ordinal]),
            record="" if owner == firearm.pk else numbers[owner],
        )
        for owner, ordinal, kind in sorted(found, key=lambda one: (one[0] != firearm.pk, one[:2]))
    )


def _marks(members: Iterable[int]) -> defaultdict[tuple[int, int], list[MarkView]]:
    withdrawn = set(Withdrawal.objects.filter(firearm__in=members).values_list("firearm_id", "ordinal"))
    out: defaultdict[tuple[int, int], list[MarkView]] = defaultdict(list)
    for mark in Mark.objects.filter(firearm__in=members).select_related("inscription").order_by("ordinal"):
        shared = mark.inscription
        kind = MarkKindCode(shared.kind)
        out[mark.firearm_id, mark.component].append(
            MarkView(
                ordinal=mark.ordinal,
                kind=kind,
                text=mark.text or shared.text,
                meaning=name_of(_VOCABULARY[kind], shared.code) if kind in _VOCABULARY else "",
                country=name_of("countries", shared.country),
                year=shared.year or None,
                place=MarkPlace(mark.place),
                method=MarkMethod(shared.method),
                script=Script(shared.script),
                legibility=Legibility(mark.legibility),
                is_withdrawn=(mark.firearm_id, mark.ordinal) in withdrawn,
            )
        )
    return out
