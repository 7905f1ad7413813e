"""Registry, queries, ¶29: the line of a firearm's life, its gaps and conflicts, its components and their marks."""

from collections.abc import Mapping
from dataclasses import replace

from salwa.contexts.registry.answers import History, Line, LineDetail, PartMove, RemarkView
from salwa.contexts.registry.models import Firearm, HolderKind
from salwa.contexts.registry.policies import may_see_holders
from salwa.contexts.registry.queries._cards import card_of, name_of
from salwa.contexts.registry.queries._details import Place, details_of
from salwa.contexts.registry.queries._lives import Life, Told
from salwa.contexts.registry.queries._parts import followers_of, parts_of
from salwa.contexts.registry.queries._seen import agencies_to_ask, restated
from salwa.contexts.registry.queries._told import corrections_of, family_of, read_of, remark_rows
from salwa.contexts.registry.queries.findings import findings_against
from salwa.contexts.registry.queries.packs import asked_besides
from salwa.contexts.registry.queries.records import firearm as find
from salwa.kernel.lifecycle import EventKind, conflicts, derive, gaps, in_force, in_order
from salwa.kernel.lifecycle.kinds import MOVES
from salwa.platform import questions
from salwa.platform.actor import Actor


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
    family, beside = family_of(actor, firearm)
    read, members, hidden = read_of(firearm, family), family.opened, family.hidden
    life, card = read.life, card_of(read.card)
    found = conflicts(life.events)
    against = {firearm.pk: members[firearm.pk]}, {firearm.pk: life}, {firearm.pk: found}
    if family.above is not None and not family.is_above_opened:
        hidden = (*hidden, family.above)
    parts = parts_of(actor, firearm, list(members), read, beside)
    followed_by, follows = followers_of(actor, firearm) if beside.followers else ((), ())
    remarks = remark_rows(members) if beside.remarks else []
    told = details_of({row.firearm_id for row in life.rows}, beside, with_people=may_see_holders(actor))
    return History(
        card=restated(card, life) if family.hidden else card,
        agency=family.keeper,
        state=derive(life.events),
        lines=_lines(actor, life, (firearm.pk, members), parts.moves, told, with_holders=may_see_holders(actor)),
        gaps=gaps(life.events),
        conflicts=found,
        findings=findings_against(actor, *against, are_kept=beside.findings),
        components=parts.components,
        remarks=tuple(RemarkView(heading=heading, text=text) for heading, text in remarks),
        survivor=family.above_number if family.is_above_opened else None,
        absorbed=tuple(record for one, record in members.items() if one != firearm.pk),
        ask=agencies_to_ask(hidden),
        gone=parts.gone,
        stays=parts.stays,
        followed_by=followed_by,
        follows=follows,
        corrections=corrections_of(firearm.pk, members) if beside.corrections else (),
    )


def _said(actor: Actor, detail: LineDetail | None, kind: EventKind, row: Told) -> LineDetail | None:
    """Put what the State asked besides into words, as its pack had the questions when the line was recorded."""
    if detail is None or not detail.answers:
        return detail
    asked = asked_besides(actor, kind, row.recorded_at.date())
    return replace(detail, said=questions.told_in_words(detail.answers, asked))


def _lines(
    actor: Actor,
    life: Life[Told],
    named: tuple[int, Mapping[int, str]],
    moves: Mapping[int, tuple[PartMove, ...]],
    told: Mapping[Place, LineDetail],
    *,
    with_holders: bool,
) -> tuple[Line, ...]:
    """Give all lines in the order things happened; a withdrawn one stands where it was believed to have happened.

    ``named``: the firearm, and the public numbers of its members.
    """
    firearm, numbers = named
    kept = {event.ordinal for event in in_force(life.events)}
    rows = {event.ordinal: row for event, row in zip(life.events, life.rows, strict=True)}
    return tuple(
        Line(
            event.ordinal,
            event.kind,
            event.happened,
            row.recorded_at,
            row.recorded_by,
            row.reason,
            row.entry_id,
            event.status,
            row.stated,
            row.place,
            name_of("countries", row.country) if row.country else "",
            _holder_text(row) if with_holders and row.holder_kind else "",
            event.corrects,
            event.ordinal not in kept,
            "" if row.firearm_id == firearm else numbers[row.firearm_id],
            row.agency,
            _said(actor, told.get((row.firearm_id, row.ordinal)), event.kind, row) if told else None,
            moves.get(row.entry_id, ()) if event.kind in MOVES else (),
        )
        for event, row in ((event, rows[event.ordinal]) for event in in_order(life.events))
    )


def _holder_text(row: Told) -> str:
    """Name an agency or a company; a person is only told to be one (the identity is asked for with a reason)."""
    if row.holder_kind == HolderKind.NATURAL_PERSON:
        return str(HolderKind.NATURAL_PERSON.label)
    return row.holder_name
