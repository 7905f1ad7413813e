"""Registry, queries, ¶64: the parts of a firearm as an officer sees them: where each came from, and where it went."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.registry.answers import (
    ComponentView,
    FollowView,
    GoneView,
    MarkView,
    MeasureView,
    PartMove,
    StayView,
)
from salwa.contexts.registry.models import (
    CalibreOf,
    ComponentKind,
    ComponentMaterial,
    Firearm,
    Fitting,
    Legibility,
    MarkKindCode,
    MarkMeasure,
    MarkMethod,
    MarkPlace,
    Material,
    Script,
    Succession,
    SuccessionReason,
)
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.policies import visible_to
from salwa.contexts.registry.queries._cards import name_of
from salwa.contexts.registry.queries._placed import Name, Seat
from salwa.contexts.registry.queries._told import Beside, MarkRow, Read
from salwa.contexts.registry.queries.packs import pack_now
from salwa.contexts.registry.rules.measures import Standing, advice_on_standing
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.packs import MarkingUse, Pack
from salwa.platform.actor import Actor

_VOCABULARY = {
    MarkKindCode.MAKER: "makes",
    MarkKindCode.LICENSOR: "makes",
    MarkKindCode.IMPORTER: "makes",
    MarkKindCode.MODEL: "models",
    MarkKindCode.CALIBRE: "calibres",
    MarkKindCode.TYPE: "types",
}
_USES = {MarkKind.IMPORT: MarkingUse.IMPORT, MarkKind.STATE_STOCK: MarkingUse.STATE_STOCK}
_METALS = (ComponentMaterial.STEEL, ComponentMaterial.ALLOY)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a history tells of parts. ``moves`` are by ledger entry, the parts that came in by it and went out."""

    components: tuple[ComponentView, ...]
    gone: tuple[GoneView, ...]
    stays: tuple[StayView, ...]
    moves: Mapping[int, tuple[PartMove, ...]]


class Numbers:
    """Public numbers of records for an actor: one that the actor may not open has none, and an agency to ask."""

    def __init__(self, actor: Actor, firearms: Iterable[int], opened: Firearm) -> None:
        """Read them all at once, but for that of a record which the actor has opened."""
        wanted = set(firearms) - {opened.pk}
        found = visible_to(actor).filter(pk__in=wanted).values_list("pk", "number") if wanted else ()
        self._numbers = {pk: record_numbered(number) for pk, number in found}
        hidden = wanted - self._numbers.keys()
        self._numbers[opened.pk] = record_numbered(opened.number)
        keepers = dict(Firearm.objects.filter(pk__in=hidden).values_list("pk", "agency_id")) if hidden else {}
        names = agency_names() if keepers else {}
        self._ask = {pk: names.get(agency, "") for pk, agency in keepers.items()}

    def of(self, firearm: int | None) -> str:
        """Give the number, "" where there is none for this actor."""
        return self._numbers.get(firearm or 0, "")

    def ask(self, firearm: int | None) -> str:
        """Give the agency to ask, "" where the actor may open the record."""
        return self._ask.get(firearm or 0, "")


def parts_of(actor: Actor, firearm: Firearm, members: Collection[int], read: Read, beside: Beside) -> Parts:
    """Tell the parts of a firearm that the actor has opened, with those of the records merged into it (``members``).

    ``read`` holds their parts and marks; ``beside`` says what there is at all of what most parts have nothing of.
    """
    known = read.seats
    keyed = in_their_order(known, firearm.pk, members)
    here = [seat for _, seat in keyed]
    fittings = _fittings(known)
    named = {one for seat in known for one in (seat.of, seat.firearm, seat.record) if one}
    numbers = Numbers(actor, named | {one.firearm_id for one in fittings}, opened=firearm)
    materials = _materials(here) if beside.materials else {}
    calibres = _calibres(here) if beside.calibres else {}
    marks = _marks(actor, here, read.marks, materials, with_measures=beside.measures)
    components = tuple(
        ComponentView(
            ordinal=seat.ordinal,
            kind=ComponentKind(seat.kind),
            is_control=seat.is_control and seat.firearm == firearm.pk,
            marks=tuple(marks[seat.name]),
            record="" if seat.of == firearm.pk else numbers.of(seat.of),
            ask="" if seat.of == firearm.pk else numbers.ask(seat.of),
            key=key,
            number="" if seat.record == firearm.pk else numbers.of(seat.record),
            since=seat.since if seat.fitting else None,
            material=materials.get(seat.name, ComponentMaterial.UNKNOWN),
            calibres=tuple(calibres.get(seat.name, ())),
        )
        for key, seat in keyed
    )
    gone = tuple(_gone(seat, numbers) for seat in known if seat.firearm not in members)
    own = next((seat for seat in known if seat.record == firearm.pk), None)
    stays = () if own is None else _stays(own, [one for one in fittings if _name(one) == own.name], numbers)
    return Parts(components, gone, stays, _moves(known, fittings, (firearm.pk, members), numbers))


def in_their_order(known: Iterable[Seat], firearm: int, members: Collection[int]) -> list[tuple[str, Seat]]:
    """Put the parts that a firearm has now in order, each with the key by which a form names it.

    That is its ordinal; of parts that were first registered elsewhere, a plus and their place among those.
    """
    here = [one for one in known if one.firearm in members]
    here.sort(key=lambda one: (one.of != firearm, one.of not in members, one.of, one.ordinal))
    own = [(str(one.ordinal), one) for one in here if one.of == firearm]
    return own + [(f"+{at}", one) for at, one in enumerate((one for one in here if one.of != firearm), start=1)]


def followers_of(actor: Actor, firearm: Firearm) -> tuple[tuple[FollowView, ...], tuple[FollowView, ...]]:
    """Give the records that follow one whose identity ended, and those that this one follows."""
    rows = list(Succession.objects.filter(Q(earlier=firearm) | Q(later=firearm)).order_by("pk"))
    numbers = Numbers(actor, {one for row in rows for one in (row.earlier_id, row.later_id)}, opened=firearm)
    later: list[FollowView] = []
    earlier: list[FollowView] = []
    for row in rows:
        other, told = (row.later_id, later) if row.earlier_id == firearm.pk else (row.earlier_id, earlier)
        reason = SuccessionReason(row.reason)
        told.append(FollowView(record=numbers.of(other), ask=numbers.ask(other), reason=reason))
    return tuple(later), tuple(earlier)


def _name(fitting: Fitting) -> Name:
    return Name(fitting.of_id, fitting.ordinal)


def _fittings(known: Collection[Seat]) -> list[Fitting]:
    """Read every move of those parts that were ever moved."""
    moved = {seat.name for seat in known if seat.fitting}
    if not moved:
        return []
    rows = Fitting.objects.filter(of__in={one.of for one in moved}).order_by("pk")
    return [row for row in rows if _name(row) in moved]


def _gone(seat: Seat, numbers: Numbers) -> GoneView:
    return GoneView(
        kind=ComponentKind(seat.kind),
        number=numbers.of(seat.record),
        now_in="" if seat.is_loose else numbers.of(seat.firearm),
        ask=numbers.ask(seat.firearm),
        is_loose=seat.is_loose,
        since=seat.since,
    )


def _stays(own: Seat, fittings: Sequence[Fitting], numbers: Numbers) -> tuple[StayView, ...]:
    """Tell where a part has been, the first place first."""
    first = StayView(record=numbers.of(own.of), ask=numbers.ask(own.of), is_loose=own.of == own.record, since=None)
    return (
        first,
        *(
            StayView(
                record=numbers.of(one.firearm_id),
                ask=numbers.ask(one.firearm_id),
                is_loose=one.firearm_id == own.record,
                since=one.happened,
            )
            for one in fittings
        ),
    )


def _moves(
    known: Collection[Seat], fittings: Sequence[Fitting], asked: tuple[int, Collection[int]], numbers: Numbers
) -> dict[int, tuple[PartMove, ...]]:
    """Give, by entry, which parts came into a firearm and which went out of it; ``asked``: it and its members."""
    firearm, members = asked
    seat_of = {seat.name: seat for seat in known}
    place = {name: name.of for name in seat_of}
    found: defaultdict[int, list[PartMove]] = defaultdict(list)
    for one in fittings:
        name = _name(one)
        before, place[name] = place[name], one.firearm_id
        was, is_ = before in members, one.firearm_id in members
        if was != is_:
            seat = seat_of[name]
            other = before if is_ else one.firearm_id
            weapon = (numbers.of(other) or numbers.ask(other)) if seat.record == firearm else ""
            move = PartMove(kind=ComponentKind(seat.kind), number=numbers.of(seat.record), comes_in=is_, place=weapon)
            found[one.entry_id].append(move)
    return {entry: tuple(moves) for entry, moves in found.items()}


def _materials(here: Collection[Seat]) -> dict[Name, ComponentMaterial]:
    rows = Material.objects.filter(firearm__in={seat.of for seat in here}).order_by("pk")
    return {
        Name(firearm, component): ComponentMaterial(material)
        for firearm, component, material in rows.values_list("firearm_id", "component", "material")
    }


def _calibres(here: Collection[Seat]) -> defaultdict[Name, list[str]]:
    found: defaultdict[Name, list[str]] = defaultdict(list)
    rows = CalibreOf.objects.filter(firearm__in={seat.of for seat in here}, withdrawn=None, component__isnull=False)
    for firearm, component, calibre in rows.order_by("pk").values_list("firearm_id", "component", "calibre"):
        found[Name(firearm, component or 0)].append(name_of("calibres", calibre))
    return found


def _marks(
    actor: Actor,
    here: Sequence[Seat],
    read: Iterable[MarkRow],
    materials: Mapping[Name, ComponentMaterial],
    *,
    with_measures: bool,
) -> defaultdict[Name, list[MarkView]]:
    """Give those marks that are on some parts, each with how it was last found to stand, and what is said about that.

    ``read`` may hold others.
    """
    names = {seat.name for seat in here}
    found = MarkMeasure.objects.filter(firearm__in={seat.of for seat in here}) if with_measures else ()
    measured = {(one.firearm_id, one.ordinal): one for one in found}
    rows = [one for one in read if Name(one.firearm_id, one.component) in names]
    standing = [one for one in rows if not one.is_withdrawn]
    advice = _Advice(actor, standing, {seat.name: materials.get(seat.name) for seat in here}, measured)
    out: defaultdict[Name, list[MarkView]] = defaultdict(list)
    for mark in rows:
        kind = MarkKindCode(mark.kind)
        out[Name(mark.firearm_id, mark.component)].append(
            MarkView(
                ordinal=mark.ordinal,
                kind=kind,
                text=mark.text,
                meaning=name_of(_VOCABULARY[kind], mark.code) if kind in _VOCABULARY else "",
                country=name_of("countries", mark.country),
                year=mark.year or None,
                place=MarkPlace(mark.place),
                method=MarkMethod(mark.method),
                script=Script(mark.script),
                legibility=Legibility(mark.legibility),
                is_withdrawn=mark.is_withdrawn,
                measure=_measure(measured.get((mark.firearm_id, mark.ordinal))),
                advice=() if mark.is_withdrawn else advice.on(mark),
            )
        )
    return out


def _measure(row: MarkMeasure | None) -> MeasureView | None:
    if row is None:
        return None
    return MeasureView(
        depth=row.depth,
        height=row.height,
        on_plate=row.on_plate,
        measured_on=row.measured_on,
        instrument=row.instrument,
    )


class _Advice:
    """What the rules advise about marks on some parts."""

    def __init__(
        self,
        actor: Actor,
        rows: Sequence[MarkRow],
        materials: Mapping[Name, ComponentMaterial | None],
        measured: Mapping[tuple[int, int], MarkMeasure],
    ) -> None:
        self._materials = materials
        self._measured = measured
        on_metal = (one for one in rows if self._is_metal(Name(one.firearm_id, one.component)))
        self._on_metal = {one.kind for one in on_metal}
        self._pack: Pack = pack_now(actor, _today())

    def _is_metal(self, name: Name) -> bool:
        return self._materials.get(name) in _METALS

    def on(self, mark: MarkRow) -> tuple[str, ...]:
        """Give the sentences about one mark."""
        kind = MarkKindCode(mark.kind).kind
        measure = self._measured.get((mark.firearm_id, mark.ordinal))
        scheme = self._pack.scheme(_USES.get(kind, MarkingUse.MANUFACTURE))
        place = True if mark.place == MarkPlace.PLATE else None
        standing = Standing(
            kind=kind,
            on_polymer=self._materials.get(Name(mark.firearm_id, mark.component)) is ComponentMaterial.POLYMER,
            on_plate=place if measure is None or measure.on_plate is None else measure.on_plate,
            depth=None if measure is None else measure.depth,
            height=None if measure is None else measure.height,
            least_height=_millimetres(scheme.height_mm) if scheme else None,
            least_depth=_millimetres(scheme.depth_mm) if scheme else None,
            is_doubled=int(mark.kind) in self._on_metal,
        )
        return tuple(gettext(rule.text()) for rule in advice_on_standing(standing))


def _millimetres(told: float) -> Decimal | None:
    """Give what a pack asks for as an exact number, None where it asks nothing."""
    return Decimal(str(told)) if told else None


def _today() -> date:
    return timezone.now().date()
