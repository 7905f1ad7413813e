"""Registry, queries: cards of firearms, whoever asks; masking is the caller's work."""

from collections.abc import Iterable
from typing import Final, NamedTuple
from uuid import UUID

from salwa.contexts.registry.answers import Card
from salwa.contexts.registry.indexing.placed import ALONE, CALIBRES_ON, MARKS_ON, STANDS
from salwa.contexts.registry.models import ComponentKind, Firearm, MarkKindCode
from salwa.contexts.registry.naming import record_numbered
from salwa.contexts.registry.wording import ALARMING
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.prepared import Asked, fetched


class Row(NamedTuple):
    """What a card needs of a firearm, its source, its state and its marks; status 0 where no state is kept.

    ``part`` is the kind of the part whose own record this is, None of a firearm; ``hosts`` whether parts were put in.
    """

    id: int
    uuid: UUID
    number: int
    agency_id: int
    external_id: str
    make: int
    model: int
    calibre: int
    type: int
    country: int
    year: int
    source: str
    status: int
    serial: str
    make_as_marked: str
    model_as_marked: str
    import_country: int
    import_year: int
    calibres: list[int]
    part: int | None
    hosts: bool


CARD: Final = """
SELECT f.id, f.uuid, f.number, f.agency_id, f.external_id, f.make, f.model, f.calibre, f.type, f.country, f.year,
       source.name, coalesce(state.status, 0),
       coalesce((
           SELECT m.text
             FROM {marks} m
             JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = %(kind)s
            WHERE m.inscription_id < 0
            ORDER BY NOT m.is_control, m.firearm_id <> f.id, m.ordinal
            LIMIT 1), (
           SELECT m.text
             FROM registry_mark m
             JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = %(kind)s
            WHERE m.firearm_id = f.id AND m.component = f.control AND m.inscription_id < 0 AND {stands}
            ORDER BY m.ordinal
            LIMIT 1), (
           SELECT m.text
             FROM registry_part p
             JOIN registry_mark m ON m.firearm_id = p.of_id AND m.component = p.ordinal AND m.inscription_id < 0
             JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = %(kind)s
            WHERE p.record_id = f.id AND {stands}
            ORDER BY m.ordinal
            LIMIT 1), ''),
       {make_as_marked}, {model_as_marked},
       coalesce(marked.country, entered.country, 0), coalesce(marked.year, entered.year, 0),
       ARRAY(SELECT k.calibre FROM {calibres} k WHERE k.calibre <> f.calibre ORDER BY k.calibre),
       (SELECT c.kind
          FROM registry_part p
          JOIN registry_component c ON c.firearm_id = p.of_id AND c.ordinal = p.ordinal
         WHERE p.record_id = f.id AND {alone}),
       EXISTS (SELECT FROM registry_fitting t WHERE t.firearm_id = f.id){more}
  FROM registry_firearm f
  JOIN registry_source source ON source.id = f.source_id
  LEFT JOIN registry_firearm_state state ON state.firearm_id = f.id
  LEFT JOIN LATERAL (
      SELECT i.country, i.year
        FROM {marks} m
        JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = {import_mark}
       ORDER BY m.firearm_id = f.id DESC, m.ordinal DESC
       LIMIT 1) marked ON true
  LEFT JOIN LATERAL (
      SELECT e.country,
             CASE WHEN extract(year FROM e.happened_from) = extract(year FROM e.happened_to)
                  THEN extract(year FROM e.happened_from)::int END AS year
        FROM registry_event e
       WHERE e.firearm_id = f.id AND e.kind = {import_event}
         AND NOT EXISTS (
             SELECT FROM registry_event c WHERE c.firearm_id = e.firearm_id AND c.corrects = e.ordinal)
       ORDER BY e.ordinal DESC
       LIMIT 1) entered ON true
 WHERE f.id = ANY (%(firearms)s::bigint[])
 ORDER BY f.id
"""
"""Firearms with the verbatim serial that stands on the parts they have now: the first on the control component, else
the first on any, else the one a firearm was registered with whose parts were all taken out, or the one on the part that
the record is of, wherever it sits; and with the last import, as the index has it: of the mark, else of the event.

Written out, because every identification waits for it; ``more`` is what else is asked of each.
"""
_AS_MARKED: Final = """coalesce(CASE WHEN f.{column} = 0 THEN (
           SELECT coalesce(nullif(m.text, ''), i.text)
             FROM {marks} m
             JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = {kind} AND i.code = 0
            ORDER BY NOT m.is_control, m.firearm_id <> f.id, m.ordinal
            LIMIT 1) END, '')"""
"""The maker's name or the model that stands on a firearm, where the vocabulary knows none."""


def card_sql(more: str = "") -> str:
    """Give :data:`CARD` in full; ``more`` is what else is asked of each firearm."""
    return CARD.format(
        make_as_marked=_AS_MARKED.format(column="make", kind=int(MarkKindCode.MAKER), marks=MARKS_ON),
        model_as_marked=_AS_MARKED.format(column="model", kind=int(MarkKindCode.MODEL), marks=MARKS_ON),
        marks=MARKS_ON,
        calibres=CALIBRES_ON,
        alone=ALONE,
        stands=STANDS,
        import_mark=int(MarkKindCode.IMPORT),
        import_event=int(EventKind.IMPORT),
        more=more,
    )


_ROWS: Final = card_sql()


def rows_of(firearms: Iterable[int]) -> dict[int, Row]:
    """Read firearms by id, the lowest first, in one query; ids that are no firearm's are left out."""
    wanted = list(firearms)
    if not wanted:
        return {}
    return {row[0]: Row._make(row) for row in fetched(*asking_rows(wanted))}


def asking_rows(firearms: list[int]) -> Asked:
    """Give the question of :func:`rows_of`, for those who ask it with others; an answer's rows are :class:`Row`."""
    return Asked(_ROWS, {"firearms": firearms, "kind": int(MarkKindCode.SERIAL)})


def cards(firearms: Iterable[Firearm]) -> dict[int, Card]:
    """Give the cards of some firearms by id, in the order given: one query that reads the rows anew."""
    ids = [firearm.pk for firearm in firearms]
    rows = rows_of(ids)
    return {one: card_of(rows[one]) for one in ids}


def name_of(vocabulary: str, code: int) -> str:
    """Give the name of a code in ``makes``, ``models``, ``calibres``, ``types``, ``countries``; empty where unknown."""
    term = getattr(vocabularies, vocabulary)().get(code) if code else None
    return term.name if term is not None else ""


def card_of(row: Row) -> Card:
    """Give the card of a row."""
    status = Status(row.status)
    return Card(
        id=row.id,
        record=record_numbered(row.number),
        uuid=row.uuid,
        agency_id=row.agency_id,
        external_id=row.external_id,
        source=row.source,
        serial=row.serial,
        make=name_of("makes", row.make),
        model=name_of("models", row.model),
        make_as_marked=row.make_as_marked,
        model_as_marked=row.model_as_marked,
        calibre=name_of("calibres", row.calibre),
        calibres=tuple(name_of("calibres", code) for code in row.calibres),
        part=None if row.part is None else ComponentKind(row.part),
        type=name_of("types", row.type),
        country=name_of("countries", row.country),
        year=row.year or None,
        import_country=name_of("countries", row.import_country),
        import_year=row.import_year or None,
        status=status,
        is_alarming=status in ALARMING,
    )
