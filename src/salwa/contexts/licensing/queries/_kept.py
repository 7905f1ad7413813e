"""Licensing, queries, ¶29 ¶37: papers whose time of keeping runs out, and the words that go with each, as statements.

A paper is a licence, an application that led to none, or the time in which somebody kept a book. With it go the words
of its own entries; and the loose ones about its holder, of checks, places and tasks, once no paper of the kind and no
open application needs them. What is in force is never due, whatever its time is counted from.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

from salwa.contexts.licensing.answers import Paper
from salwa.contexts.licensing.models import Category, Part
from salwa.kernel.ledger.rows import Form
from salwa.kernel.packs import Counting, RecordKind, RetentionRule
from salwa.platform.ledger.forms import bound, key_sql, text_sql

BOOK_KEEPERS: Final = (Category.DEALER.value, Category.MAKER.value, Category.BROKER.value)
"""Who keeps a book of what came and went (International Tracing Instrument, paragraph 12)."""
_NEVER: Final = "'infinity'::date"
_ENDED: Final = "ended"
_GRANTED: Final = "granted"
_RECORDED: Final = "recorded"
_BASE: Final = {Counting.RECORDED: _RECORDED, Counting.HAPPENED: _GRANTED}
"""The column from which a way of counting counts; all others count from the end."""

_PAPERS: Final = {
    RecordKind.LICENCE: f"""
        SELECT licence.id AS subject, licence.uuid, licence.holder_id AS holder, licence.granted_on AS granted,
               noted.recorded_at::date AS recorded,
               CASE WHEN state.ended IS NULL THEN coalesce(state.valid_to, {_NEVER})
                    ELSE (SELECT greatest(last.day, last_noted.recorded_at::date)
                            FROM licensing_event last JOIN platform_entry last_noted ON last_noted.id = last.entry_id
                           WHERE last.licence_id = licence.id ORDER BY last.ordinal DESC LIMIT 1) END AS ended
          FROM licensing_licence licence
          JOIN licensing_state state ON state.licence_id = licence.id
          JOIN platform_entry noted ON noted.id = licence.entry_id""",  # noqa: S608  a statement of our own
    RecordKind.REFUSAL: f"""
        SELECT asked.id AS subject, asked.uuid, asked.holder_id AS holder, decided.decided_on AS granted,
               noted.recorded_at::date AS recorded,
               coalesce(greatest(decided.decided_on, decided.appeal_by, noted.recorded_at::date), {_NEVER}) AS ended
          FROM licensing_application asked
          LEFT JOIN licensing_decision decided ON decided.application_id = asked.id
          LEFT JOIN platform_entry noted ON noted.id = decided.entry_id
         WHERE decided.licence_id IS NULL""",  # noqa: S608  a statement of our own
    RecordKind.DEALER_BOOK: f"""
        SELECT keeper.id AS subject, whose.uuid, keeper.holder_id AS holder, keeper.held_from AS granted,
               noted.recorded_at::date AS recorded,
               coalesce(greatest(keeper.held_to, ending.recorded_at::date), {_NEVER}) AS ended
          FROM licensing_licensee keeper
          JOIN registry_holder whose ON whose.id = keeper.holder_id
          JOIN platform_entry noted ON noted.id = keeper.entry_id
          LEFT JOIN platform_entry ending ON ending.id = keeper.ended_id
         WHERE keeper.category = ANY (%(keepers)s)""",  # noqa: S608  a statement of our own
}
"""``ended`` is infinite of what is in force, not decided, or goes on."""
_OF_DECISION: Final = """
        SELECT unnest(ARRAY[asked.entry_id, decided.entry_id, proposed.entry_id, proposed.settled_id])
          FROM licensing_application asked
          JOIN licensing_decision decided ON decided.application_id = asked.id
          LEFT JOIN licensing_proposal proposed ON proposed.application_id = asked.id"""
_OWN: Final = {
    RecordKind.LICENCE: f"""text.entry_id IN (
        SELECT event.entry_id FROM licensing_event event WHERE event.licence_id = paper.subject
        UNION {_OF_DECISION} WHERE decided.licence_id = paper.subject)""",  # noqa: S608  a statement of our own
    RecordKind.REFUSAL: f"text.entry_id IN ({_OF_DECISION} WHERE asked.id = paper.subject)",
    RecordKind.DEALER_BOOK: "FALSE",
}
_CHECKS: Final = (Part.CHECKED_BY.value, Part.DOCUMENT.value)
_PLACES: Final = (Part.ADDRESS.value, Part.TASK.value)
_KEPT_A_BOOK: Final = """EXISTS (
        SELECT FROM licensing_licensee keeper
         WHERE keeper.holder_id = paper.holder AND keeper.category = ANY (%(keepers)s))"""
_LOOSE: Final = {
    RecordKind.LICENCE: f"(text.part = ANY (%(checks)s) OR text.part = ANY (%(places)s) AND NOT {_KEPT_A_BOOK})",
    RecordKind.REFUSAL: f"""(text.part = ANY (%(checks)s) OR text.part = ANY (%(places)s) AND NOT {_KEPT_A_BOOK})
        AND NOT EXISTS (SELECT FROM licensing_licence had WHERE had.holder_id = paper.holder)""",
    RecordKind.DEALER_BOOK: "text.part = ANY (%(places)s)",
}
"""Which words of no paper of their own go with the last paper of a kind."""
_WORDS: Final = """
    SELECT {columns}
      FROM licensing_words text
     WHERE text.holder_id = paper.holder AND ({own} OR (
           {loose}
           AND EXISTS (SELECT FROM platform_entry said
                        WHERE said.id = text.entry_id
                          AND (said.recorded_at::date + make_interval(years => %(years)s))::date <= %(by)s)
           AND NOT EXISTS (SELECT FROM every other WHERE other.holder = paper.holder AND other.due > %(by)s)
           AND NOT EXISTS (SELECT FROM licensing_application open
                            WHERE open.holder_id = paper.holder AND NOT EXISTS (
                                  SELECT FROM licensing_decision taken WHERE taken.application_id = open.id))))"""
_EVERY: Final = """
WITH every AS NOT MATERIALIZED (
    SELECT one.subject, one.uuid, one.holder, least({base}, one.ended) AS since,
           greatest(({base} + make_interval(years => %(years)s))::date, one.ended) AS due
      FROM ({papers}) one)"""


class _Terms(NamedTuple):
    """By which day under how many years."""

    by: date
    years: int


class Text(NamedTuple):
    """A text that goes with a paper: its key, and the row as its binding has it."""

    paper: int
    key: str
    row: str


def due(rule: RetentionRule, by: date, after: int, most: int) -> list[Paper]:
    """Give up to ``most`` papers of a rule's kind that are due by a day and still have words, from ``after``."""
    if rule.years is None:
        return []
    statement = f"""{_every(rule)}
        SELECT paper.subject, paper.uuid, paper.holder, paper.since, paper.due
          FROM every paper
         WHERE paper.due <= %(by)s AND paper.subject > %(after)s AND EXISTS ({_words(rule.kind, "1")})
         ORDER BY paper.subject LIMIT %(most)s"""  # noqa: S608  statements of our own
    values = _values(_Terms(by, rule.years)) | {"after": after, "most": most}
    return [Paper(*row) for row in _asked(statement, values)]


def texts_of(rule: RetentionRule, by: date, papers: Sequence[int]) -> list[Text]:
    """Give the words that go with papers that are due by a day, in the order of papers and keys."""
    if rule.years is None:
        return []
    form = words_form()
    columns = f"{key_sql(form, 'text')} AS key, {text_sql(form, 'text')} AS row, text.entry_id, text.part, text.ordinal"
    statement = f"""{_every(rule)}
        SELECT paper.subject, found.key, found.row
          FROM every paper CROSS JOIN LATERAL ({_words(rule.kind, columns)}) found
         WHERE paper.due <= %(by)s AND paper.subject = ANY (%(papers)s)
         ORDER BY paper.subject, found.entry_id, found.part, found.ordinal"""  # noqa: S608  statements of our own
    values = _values(_Terms(by, rule.years)) | {"papers": list(papers)}
    return [Text(*row) for row in _asked(statement, values)]


def needed(kind: RecordKind, rule: RetentionRule | None, by: date, holders: Sequence[int]) -> frozenset[int]:
    """Give those of these holders who have a paper of a kind that is kept on a day: in force, or its time not over."""
    years = rule.years if rule is not None and rule.erases != "nothing" else None
    counted = rule.counted if rule is not None else Counting.ENDED
    due_then = "TRUE" if years is None else "paper.due > %(by)s"
    statement = f"""{_every_of(kind, counted)}
        SELECT DISTINCT paper.holder FROM every paper
         WHERE paper.holder = ANY (%(holders)s) AND {due_then}"""  # noqa: S608  statements of our own
    rows = _asked(statement, _values(_Terms(by, years or 0)) | {"holders": list(holders)})
    return frozenset(int(holder) for (holder,) in rows)


def still_told(kind: RecordKind, papers: Sequence[int]) -> frozenset[int]:
    """Give those of these papers of whose own words some are there still."""
    statement = f"""
        WITH every AS NOT MATERIALIZED (SELECT one.* FROM ({_PAPERS[kind]}) one)
        SELECT paper.subject FROM every paper
         WHERE paper.subject = ANY (%(papers)s) AND EXISTS (
               SELECT FROM licensing_words text
                WHERE text.holder_id = paper.holder AND {_OWN[kind]})"""  # noqa: S608  statements of our own
    rows = _asked(statement, {"papers": list(papers), "keepers": list(BOOK_KEEPERS)})
    return frozenset(int(paper) for (paper,) in rows)


def words_form() -> Form:
    """Give the form in which words are bound."""
    return bound()["licensing_words"]


def _every(rule: RetentionRule) -> str:
    return _every_of(rule.kind, rule.counted)


def _every_of(kind: RecordKind, counted: Counting) -> str:
    return _EVERY.format(base=f"one.{_BASE.get(counted, _ENDED)}", papers=_PAPERS[kind])


def _words(kind: RecordKind, columns: str) -> str:
    return _WORDS.format(columns=columns, own=_OWN[kind], loose=_LOOSE[kind])


def _values(terms: _Terms) -> dict[str, Any]:
    keepers, checks, places = list(BOOK_KEEPERS), list(_CHECKS), list(_PLACES)
    return {"by": terms.by, "years": terms.years, "keepers": keepers, "checks": checks, "places": places}


def _asked(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
