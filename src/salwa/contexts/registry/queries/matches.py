"""Registry, queries, ¶29, ¶63: the registered firearms that marks may mean, as far as the actor may open them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from django.db import connection
from django.utils.translation import gettext

from salwa.contexts.identity.public import agency_names
from salwa.contexts.registry.answers import Candidates, Card, FindingView, Found
from salwa.contexts.registry.indexing.live import in_step, live_index
from salwa.contexts.registry.indexing.placed import MARKS_ON
from salwa.contexts.registry.models import ComponentKind, MarkKindCode
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.policies import OPENED, may_search, opening
from salwa.contexts.registry.queries._bearers import Bearer, nearness
from salwa.contexts.registry.queries._cards import Row, card_of
from salwa.contexts.registry.queries._lives import Life, Stored
from salwa.contexts.registry.queries._seen import (
    Hidden,
    Numbers,
    agencies_to_ask,
    masked,
    merged_with,
    numbers_on,
    restated,
    seen_candidate,
    seen_lives,
    seen_rows,
)
from salwa.contexts.registry.queries.findings import findings_against
from salwa.kernel.identification.collecting import WIDEST
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.model import Candidate, Evidence, Ranking, Role, SerialText
from salwa.kernel.lifecycle import derive
from salwa.kernel.marks.folding import folded, plain
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

SHARED_COMPONENT = "shared_component"
COMPONENT_MOVED = "component_moved"
_PARTS: Final = f"""
SELECT DISTINCT ON (f.id, m.text) f.id, c.kind, m.text, m.is_control, o.id = f.id, o.number, o.agency_id,
       {OPENED.format(firearm="o")}
  FROM registry_firearm f, LATERAL {MARKS_ON} m
  JOIN registry_component c ON c.firearm_id = m.firearm_id AND c.ordinal = m.component
  JOIN registry_firearm o ON o.id = m.firearm_id
  JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = %(kind)s
 WHERE f.id = ANY (%(firearms)s::bigint[]) AND m.inscription_id < 0 AND (NOT m.is_control OR m.firearm_id <> f.id)
 ORDER BY f.id, m.text, m.firearm_id <> f.id, m.ordinal
"""  # noqa: S608  pieces of our own are put in
"""Serials on parts, and with which record each part was first registered. Of a record merged into another the part is
not named: its own history tells."""


class _PartMark(NamedTuple):
    """A serial on a part: the record where it sits, and the one it was first registered with."""

    firearm: int
    kind: int
    text: str
    is_control: bool
    is_own: bool
    first_number: int
    first_agency: int
    is_opened: bool


def candidates(actor: Actor, evidence: Evidence, *, limit: int = 10) -> Candidates:
    """Ask the register which firearms ``evidence`` may mean.

    A candidate that the actor may not open keeps its probability and names the agency to ask; permissions never change
    the verdict. Of those that the evidence cannot tell apart, the nearest to the actor stand first: opened, in an
    alarming state, of the own agency. A number on a part that belongs to another record than the one matched is a
    finding of its own (tracing.md section 6, case 7), and so are conflicting lives and states such as stolen or
    destroyed.

    Raises:
        NotAllowed: the actor opens no records at all.
        NotReady: the index is not whole.
        OutOfStep: the index names a firearm that this transaction does not see.
    """
    if not may_search(actor):
        raise NotAllowed
    ranking, foreign = _ranked(actor, live_index().current(), evidence, limit)
    if not ranking.candidates and not foreign:
        return Candidates(ranking=ranking, found=(), findings=())
    rows, told, veil = _unveiled(actor, [one.record for one in (*ranking.candidates, *foreign)])
    shown = veil.shown
    found = _with_parts(actor, tuple(_found(one, rows[one.record], veil) for one in ranking.candidates), rows)
    findings = (
        *_component_findings(foreign, rows, veil),
        *_parts_found(found),
        *_moved_parts(found),
        *_alarms(shown.values(), told),
        *findings_against(actor, {card.id: card.record for card in shown.values()}, told),
    )
    return Candidates(ranking=ranking, found=found, findings=findings)


class _Veil(NamedTuple):
    """What the actor may see: cards of opened records, agencies' names, and what is closed within opened records.

    ``merged`` names the merged records on which a number stands.
    """

    shown: Mapping[int, Card]
    names: Mapping[int, str]
    hidden: Mapping[int, Collection[Hidden]]
    numbers: Mapping[int, Numbers]
    merged: Mapping[tuple[int, str], tuple[str, ...]]


def with_serial(actor: Actor, bearers: Sequence[Bearer]) -> tuple[Found, ...]:
    """Show firearms that bear a serial number, in their order; one that the actor may not open names whom to ask.

    Raises as :func:`candidates` does.
    """
    if not may_search(actor):
        raise NotAllowed
    if not bearers:
        return ()
    rows, _told, veil = _unveiled(actor, [one.candidate.record for one in bearers])
    found = tuple(_found(one.candidate, rows[one.candidate.record], veil) for one in bearers)
    return _with_parts(actor, found, rows)


def _unveiled(actor: Actor, ids: Sequence[int]) -> tuple[Mapping[int, Row], Mapping[int, Life[Stored]], "_Veil"]:
    """Read firearms that the index names: their rows, the lives of those that the actor may open, and what is hidden.

    Raises:
        OutOfStep: the index names a firearm that this transaction does not see.
    """
    rows, opened, hidden, merged = seen_rows(actor, ids)
    in_step(ids, rows)
    shown = {one: card_of(row) for one, row in rows.items() if one in opened}
    names = agency_names() if len(shown) < len(rows) else {}
    told = seen_lives(shown, hidden)
    shown |= {one: restated(shown[one], told[one]) for one in hidden}
    return rows, told, _Veil(shown, names, hidden, numbers_on(hidden), merged_with(actor, merged))


def _found(candidate: Candidate, row: Row, veil: _Veil) -> Found:
    card = veil.shown.get(row.id)
    if card is None:
        return Found(candidate=masked(candidate), card=None, ask=veil.names.get(row.agency_id, ""))
    seen = seen_candidate(candidate, veil.numbers.get(row.id))
    if not seen.record:
        return Found(candidate=seen, card=None, ask=", ".join(agencies_to_ask(veil.hidden[row.id])))
    return Found(candidate=seen, card=card, merged_from=veil.merged.get((row.id, seen.serial), ()))


def _ranked(actor: Actor, index: Index, evidence: Evidence, limit: int) -> tuple[Ranking, tuple[Candidate, ...]]:
    """Rank; a written number that is exactly that of another record's part is taken out, its record given apart."""
    ranking = index.search(evidence, limit=max(limit, 10))
    numbers = {folded(serial.text) for serial in evidence.serials}
    controls = {folded(one.serial) for one in _exact(ranking, Role.CONTROL_SERIAL, numbers)}
    parts = [one for one in _exact(ranking, Role.COMPONENT_SERIAL, numbers) if folded(one.serial) not in controls]
    if not (controls and parts):
        return _nearest_first(actor, index, evidence, ranking, limit), ()
    own = {one.record for one in ranking.candidates if folded(one.serial) in controls}
    parted = {folded(one.serial) for one in parts}
    kept = _unweighted(tuple(serial for serial in evidence.serials if folded(serial.text) not in parted))
    evidence = replace(evidence, serials=kept)
    ranking = _nearest_first(actor, index, evidence, index.search(evidence, limit=limit), limit)
    return ranking, tuple(one for one in parts if one.record not in own)


def _nearest_first(actor: Actor, index: Index, evidence: Evidence, ranking: Ranking, limit: int) -> Ranking:
    """Cut a ranking to ``limit``, having put those that the evidence cannot tell apart in the order of nearness."""
    if ranking.equals < 2:
        return replace(ranking, candidates=ranking.candidates[:limit])
    if ranking.equals > len(ranking.candidates):
        ranking = index.search(evidence, limit=WIDEST)
    first = folded(ranking.candidates[0].serial)
    alike = [at for at, one in enumerate(ranking.candidates) if folded(one.serial) == first][: ranking.equals]
    near = nearness(actor, {ranking.candidates[at].record for at in alike})
    ordered = sorted((ranking.candidates[at] for at in alike), key=lambda one: near[one.record])
    candidates = list(ranking.candidates)
    for at, one in zip(alike, ordered, strict=True):
        candidates[at] = one
    return replace(ranking, candidates=tuple(candidates[:limit]))


def _exact(ranking: Ranking, role: Role, numbers: Collection[str]) -> list[Candidate]:
    return [one for one in ranking.candidates if one.role is role and folded(one.serial) in numbers]


def _unweighted(serials: tuple[SerialText, ...]) -> tuple[SerialText, ...]:
    """Give the serials that are left the whole weight: they are no longer one of several readings."""
    most = max(serial.weight for serial in serials)
    return tuple(replace(serial, weight=serial.weight / most) for serial in serials)


def _component_findings(foreign: Iterable[Candidate], rows: Mapping[int, Row], veil: _Veil) -> Iterable[FindingView]:
    for one in foreign:
        found = _found(one, rows[one.record], veil)
        if found.card is None:
            yield FindingView(kind=SHARED_COMPONENT, record=None, ask=found.ask)
        else:
            yield FindingView(kind=SHARED_COMPONENT, record=found.card.record, text=one.serial)


def _with_parts(actor: Actor, found: tuple[Found, ...], rows: Mapping[int, Row]) -> tuple[Found, ...]:
    """Name the part and its number, verbatim, where a record was found by the number of one, and where it came from."""
    asked = [one.candidate.record for one in found if one.card and (_is_of_part(one) or rows[one.card.id].hosts)]
    parts = {(part.firearm, plain(part.text)): part for part in _parts_with(actor, asked)}
    names = agency_names() if any(not part.is_own and not part.is_opened for part in parts.values()) else {}
    return tuple(_with_part(one, parts.get((one.candidate.record, one.candidate.serial)), names) for one in found)


def _with_part(found: Found, part: _PartMark | None, names: Mapping[int, str]) -> Found:
    if part is None:
        return found
    if not part.is_control:
        found = replace(found, part=ComponentKind(part.kind), part_serial=part.text)
    if part.is_own:
        return found
    if part.is_opened:
        return replace(found, came_from=record_numbered(part.first_number))
    return replace(found, came_from_ask=names.get(part.first_agency, ""))


def _moved_parts(found: Iterable[Found]) -> Iterable[FindingView]:
    """Tell where a part was registered first by whose number a record was found: that weapon is asked after, too."""
    for one in found:
        if one.card is not None and (one.came_from or one.came_from_ask):
            other = one.came_from or None
            yield FindingView(kind=COMPONENT_MOVED, record=one.card.record, other=other, ask=one.came_from_ask)


def _parts_found(found: Iterable[Found]) -> Iterable[FindingView]:
    """Tell of records that were found by the number of a part: the rest of the firearm may be elsewhere."""
    for one in found:
        if one.card is not None and one.part is not None:
            told = gettext("%(number)s is on the %(part)s.") % {"number": one.part_serial, "part": one.part.label}
            yield FindingView(kind="component_serial", record=one.card.record, text=told)


def _is_of_part(found: Found) -> bool:
    return found.candidate.role is Role.COMPONENT_SERIAL and bool(found.candidate.serial)


def _parts_with(actor: Actor, firearms: Collection[int]) -> list[_PartMark]:
    """Read the serials on the parts of some firearms, but for those of their own control components."""
    if not firearms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, {"firearms": list(firearms), "kind": int(MarkKindCode.SERIAL), **opening(actor)})
        return [_PartMark._make(row) for row in cursor.fetchall()]


def _alarms(shown: Iterable[Card], told: Mapping[int, Life[Stored]]) -> Iterable[FindingView]:
    """Tell states in which a firearm should not turn up, with the event that says so."""
    for card in shown:
        if card.is_alarming:
            state = derive(told[card.id].events)
            entries = () if state.event is None else (state.event,)
            yield FindingView(kind=state.status.name.lower(), record=card.record, entries=entries)
