"""Registry, queries, ¶29: what an evidence bundle tells of a firearm, each fact with its row and column.

Who checks the bundle holds every fact against its row, and every row against the log; so nothing can be told here that
is not recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any, Final

from django.db.models import Model, Q

from salwa.contexts.registry.models import (
    Certificate,
    Component,
    ComponentKind,
    Event,
    EventDetail,
    Fact,
    FactCorrection,
    Firearm,
    Fitting,
    Holder,
    HolderKind,
    Mark,
    MarkKindCode,
    MarkMeasure,
    Merge,
    Remark,
    Succession,
    Withdrawal,
)
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.policies import may_open
from salwa.contexts.registry.queries._cards import name_of
from salwa.contexts.registry.queries._lives import families, life_of, survivors
from salwa.contexts.registry.queries._placed import Name, seats
from salwa.contexts.registry.queries._seen import agencies_to_ask, hidden_in, without
from salwa.contexts.registry.queries._told import fact_words
from salwa.contexts.registry.wording import happening, when
from salwa.kernel.lifecycle import Event as LifeEvent
from salwa.kernel.lifecycle import EventKind, Happened, Status, in_force, in_order
from salwa.platform.actor import Actor
from salwa.platform.ledger.proving import Row

_EVENT_FACTS: Final = ("kind", "happened_from", "happened_to", "country", "status", "entry_id")
_FIREARM_FACTS: Final = ("uuid", "number", "make", "model", "calibre", "type", "country", "year", "external_id")
_MARK_FACTS: Final = ("component", "ordinal", "text")
_DETAIL_FACTS: Final = ("until", "reference", "consignment", "permit", "method")
_PAPER_FACTS: Final = ("number", "issuer", "issued_on", "standard")
_MOVE_FACTS: Final = (
    "of_id",
    "ordinal",
    "firearm_id",
    "kind",
    "happened_from",
    "happened_to",
    "is_control",
    "entry_id",
)
Told = dict[str, Any]


class Telling:
    """What is told of a firearm, and the rows it is read from. ``holders``: what persons are called is told too."""

    def __init__(self, actor: Actor, firearm: Firearm, *, holders: bool) -> None:
        """Read what the actor may know of a firearm that it may open."""
        self._firearm, self._holders = firearm, holders
        self._rows: dict[Row, None] = {}
        hidden = hidden_in(actor, [firearm.pk]).get(firearm.pk, ())
        closed = {one.firearm for one in hidden}
        self._members = [one for one in families([firearm.pk])[firearm.pk] if one not in closed]
        above = Firearm.objects.filter(pk__in=survivors([firearm.pk]).values()).first()
        self._above = above if above is not None and may_open(actor, above) else None
        told_of = ("company", "agency", "identity") if holders else ("company", "agency")
        related = ("entry", "place", "stated", *(f"holder__{one}" for one in told_of))
        found = Event.objects.filter(firearm__in=self._members).select_related(*related)
        self._life = without(life_of(list(found)), hidden)
        self.ask = agencies_to_ask(hidden)
        details = EventDetail.objects.filter(firearm__in=self._members)
        details = details.select_related(*(f"giver__{one}" for one in told_of))
        self._details = {(one.firearm_id, one.ordinal): one for one in details}
        shown = (one for one in seats(self._members) if {one.of, one.firearm, one.record} & set(self._members))
        self._parts = {one.name for one in shown}
        self._owners = {*self._members, *(one.of for one in self._parts)}
        papers = Certificate.objects.filter(firearm__in=self._members)
        self._certificates = {(one.firearm_id, one.ordinal): one for one in papers}

    @property
    def rows(self) -> list[Row]:
        """The rows that were told of."""
        return list(self._rows)

    def told(self) -> Told:
        """Tell the firearm, its parts and marks, its life, and what was remarked of it."""
        records = [self._record(one) for one in Firearm.objects.filter(pk__in=self._members).select_related("source")]
        return {
            "record": record_of(self._firearm),
            "firearm": records,
            "components": list(self._components()),
            "marks": list(self._marks()),
            "history": list(self._lines()),
            "moves": list(self._moves()),
            "succession": list(self._succession()),
            "corrections": list(self._corrections()),
            "remarks": list(self._remarks()),
            "merged": list(self._merged()),
            "ask": list(self.ask),
        }

    def _of(self, row: Model, names: Iterable[str], key: Sequence[int] = ()) -> list[list[Any]]:
        """Give facts as triples of the row, the column and the value; remember the row."""
        at = Row(row._meta.db_table, "/".join(map(str, key or [row.pk])))
        self._rows[at] = None
        return [[f"{at.table} {at.key}", name, _plain(getattr(row, name))] for name in names]

    def _record(self, firearm: Firearm) -> Told:
        source = self._of(firearm.source, ("name",))
        names = {
            "make": name_of("makes", firearm.make),
            "model": name_of("models", firearm.model),
            "calibre": name_of("calibres", firearm.calibre),
            "type": name_of("types", firearm.type),
            "country": name_of("countries", firearm.country),
        }
        said = {name: text for name, text in names.items() if text}
        return {"record": record_of(firearm), **said, "facts": [*self._of(firearm, _FIREARM_FACTS), *source]}

    def _components(self) -> Iterator[Told]:
        """Tell the parts it was registered with, those that sit in it now, and the part whose own record it is."""
        for part in Component.objects.filter(firearm__in=self._owners).order_by("firearm_id", "ordinal"):
            if Name(part.firearm_id, part.ordinal) not in self._parts:
                continue
            facts = self._of(part, ("ordinal", "kind"), (part.firearm_id, part.ordinal))
            yield {"kind": str(ComponentKind(part.kind).label), "facts": facts}

    def _marks(self) -> Iterator[Told]:
        gone = {(one.firearm_id, one.ordinal): one for one in Withdrawal.objects.filter(firearm__in=self._owners)}
        measured: defaultdict[tuple[int, int], list[MarkMeasure]] = defaultdict(list)
        for one in MarkMeasure.objects.filter(firearm__in=self._owners).order_by("pk"):
            measured[one.firearm_id, one.ordinal].append(one)
        found = Mark.objects.filter(firearm__in=self._owners).select_related("inscription")
        for mark in found.order_by("firearm_id", "ordinal"):
            if Name(mark.firearm_id, mark.component) not in self._parts:
                continue
            key = (mark.firearm_id, mark.ordinal)
            facts = self._of(mark, _MARK_FACTS, key)
            facts += self._of(mark.inscription, ("kind", "text", "country", "year"))
            if key in gone:
                facts += self._of(gone[key], ("entry_id",), key)
            for one in measured.get(key, ()):
                facts += self._of(one, ("depth", "height", "on_plate", "measured_on", "instrument"))
            kind = str(MarkKindCode(mark.inscription.kind).label)
            text = mark.text or mark.inscription.text
            yield {"kind": kind, "text": text, "withdrawn": key in gone, "facts": facts}

    def _lines(self) -> Iterator[Told]:
        kept = {event.ordinal for event in in_force(self._life.events)}
        rows = {event.ordinal: row for event, row in zip(self._life.events, self._life.rows, strict=True)}
        for event in in_order(self._life.events):
            yield self._line(event, rows[event.ordinal], is_kept=event.ordinal in kept)

    def _line(self, event: LifeEvent, row: Event, *, is_kept: bool) -> Told:
        facts = self._of(row, _EVENT_FACTS, (row.firearm_id, row.ordinal))
        told: Told = {
            "what": happening(EventKind(event.kind), Status(event.status), row.stated.text if row.stated else ""),
            "when": when(event.happened),
            "recorded": row.entry.recorded_at.astimezone(UTC).isoformat(timespec="seconds"),
            "entry": row.entry_id,
            "withdrawn": not is_kept,
        }
        if row.place is not None:
            told["place"] = row.place.text
            facts += self._of(row.place, ("text",))
        if row.stated is not None:
            facts += self._of(row.stated, ("text",))
        if row.holder is not None:
            told["holder"] = self._holder(row.holder, facts)
        told |= self._papers(row, facts)
        return told | {"facts": facts}

    def _papers(self, row: Event, facts: list[list[Any]]) -> Told:
        """Tell the papers of an event: references, the day until which it holds, a certificate, who gave it away."""
        at = (row.firearm_id, row.ordinal)
        told: Told = {}
        detail = self._details.get(at)
        if detail is not None:
            facts += self._of(detail, _DETAIL_FACTS, at)
            told |= {name: getattr(detail, name) for name in ("reference", "consignment", "permit")}
            told["until"] = _plain(detail.until)
            if detail.giver is not None:
                told["giver"] = self._holder(detail.giver, facts)
        paper = self._certificates.get(at)
        if paper is not None:
            facts += self._of(paper, _PAPER_FACTS, at)
            told["certificate"] = {name: _plain(getattr(paper, name)) for name in _PAPER_FACTS}
        return {name: value for name, value in told.items() if value}

    def _moves(self) -> Iterator[Told]:
        """Tell where parts that were ever moved went: those of this firearm, and those that came into it."""
        here = Q(firearm__in=self._members) | Q(of__in=self._members)
        for move in Fitting.objects.filter(here).order_by("pk"):
            yield {"when": when(Happened(move.happened_from, move.happened_to)), "facts": self._of(move, _MOVE_FACTS)}

    def _succession(self) -> Iterator[Told]:
        """Tell which records follow this one, or are followed by it, where an identity ended."""
        for one in Succession.objects.filter(Q(earlier__in=self._members) | Q(later__in=self._members)).order_by("pk"):
            yield {"facts": self._of(one, ("earlier_id", "later_id", "reason", "entry_id"))}

    def _holder(self, holder: Holder, facts: list[list[Any]]) -> str:
        """Name an agency or a company; a person only where that was asked for."""
        facts += self._of(holder, ("uuid", "kind"))
        if holder.kind == HolderKind.AGENCY and holder.agency is not None:
            facts += self._of(holder.agency, ("name",))
            return holder.agency.name
        if holder.kind == HolderKind.LEGAL_PERSON:
            facts += self._of(holder.company, ("name", "country", "registration_number"))
            return holder.company.name
        identity = getattr(holder, "identity", None) if self._holders else None
        if identity is None:
            return str(HolderKind.NATURAL_PERSON.label)
        names = ("family_name", "given_names", "born", "document_country", "document_kind", "document_number")
        facts += self._of(identity, names)
        return f"{identity.family_name}, {identity.given_names}".strip(", ")

    def _corrections(self) -> Iterator[Told]:
        """Tell which facts of the firearm were set right, and what the record said before."""
        for one in FactCorrection.objects.filter(firearm__in=self._members).order_by("pk"):
            said = {"fact": str(Fact(one.fact).label), "before": fact_words(one.fact, one.before)}
            facts = self._of(one, ("fact", "before", "after", "entry_id"))
            yield said | {"after": fact_words(one.fact, one.after), "facts": facts}

    def _remarks(self) -> Iterator[Told]:
        for remark in Remark.objects.filter(firearm__in=self._members).order_by("pk"):
            facts = self._of(remark, ("heading", "text", "entry_id"))
            yield {"heading": remark.heading, "text": remark.text, "facts": facts}

    def _merged(self) -> Iterator[Told]:
        shown = [*self._members, *([self._above.pk] if self._above else [])]
        for merge in Merge.objects.filter(survivor__in=shown, absorbed__in=shown, undone=None).order_by("pk"):
            yield {"facts": self._of(merge, ("survivor_id", "absorbed_id", "entry_id"))}


def _plain(value: object) -> Any:
    """Give a value as the row's text has it."""
    return value if value is None or isinstance(value, int | str | bool) else str(value)
