"""Registry: a record in words, with what is not known said to be so."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

from salwa.contexts.registry.answers import Card, ComponentView, FindingView, History, Line, MarkView, RemarkView
from salwa.contexts.registry.models import (
    ComponentKind,
    Legibility,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Script,
)
from salwa.contexts.registry.pages.shown import show, show_row
from salwa.contexts.registry.wording import tone_of
from salwa.kernel.lifecycle import UNKNOWN_TIME, Event, EventKind, Happened, State, Status, conflicts, gaps


def line(ordinal: int, kind: EventKind, happened: Happened = UNKNOWN_TIME, **facts: Any) -> Line:
    return Line(
        ordinal=ordinal,
        kind=kind,
        happened=happened,
        recorded_at=datetime(2026, 11, 2, tzinfo=UTC),
        recorded_by="registrar",
        reason="",
        entry=ordinal,
        **facts,
    )


def history(*lines: Line, **facts: Any) -> History:
    events = [Event(one.ordinal, one.kind, one.happened, status=one.status, corrects=one.corrects) for one in lines]
    card = Card(id=1, record="XC-7K3M9-Q2T4H-5", uuid=uuid.uuid4(), agency_id=1, **{"source": "Old register"} | facts)
    return History(
        card=card,
        agency="National registry",
        state=State(card.status),
        lines=lines,
        gaps=gaps(events),
        conflicts=conflicts(events),
        findings=(FindingView(kind="shared_component", record=card.record, other="XC-11111-22222-3"),),
        components=(
            ComponentView(
                ordinal=1,
                kind=ComponentKind.FRAME,
                is_control=True,
                marks=(
                    MarkView(
                        ordinal=1,
                        kind=MarkKindCode.IMPORT,
                        text="XC 2019",
                        meaning="",
                        country="XC",
                        year=2019,
                        place=MarkPlace.PLATE,
                        method=MarkMethod.UNKNOWN,
                        script=Script.LATIN,
                        legibility=Legibility.WORN,
                    ),
                ),
            ),
        ),
        remarks=(RemarkView(heading="Colour", text="black"),),
    )


def test_a_bare_year_stays_a_year_and_a_span_a_span() -> None:
    shown = show(
        history(
            line(1, EventKind.MANUFACTURE, Happened.in_year(2018)),
            line(2, EventKind.IMPORT, Happened.in_month(2018, 3)),
            line(3, EventKind.SALE, Happened.on(date(2018, 9, 30))),
            line(4, EventKind.FIND, Happened(None, date(2019, 1, 31))),
            line(5, EventKind.STATED_BY_SOURCE, status=Status.STOLEN),
        )
    )
    assert [(one.when, one.machine) for one in shown.lines] == [
        ("2018", "2018"),
        ("March 2018", "2018-03"),
        ("30 September 2018", "2018-09-30"),
        ("not after 31 January 2019", ""),
        ("date not known", ""),
    ]
    assert str(shown.lines[-1].name) == "Stated by the source: reported stolen"
    said = show(history(line(1, EventKind.STATED_BY_SOURCE, status=Status.REGISTERED, stated="In service")))
    assert said.lines[0].name == "Stated by the source “In service”: registered"


def test_silence_is_drawn_between_the_entries_around_it() -> None:
    shown = show(
        history(
            line(1, EventKind.SALE, Happened.on(date(2021, 9, 30))),
            line(2, EventKind.SEIZURE, Happened.on(date(2024, 3, 30))),
        )
    )
    assert [one.is_gap for one in shown.lines] == [False, True, False]
    assert shown.lines[1].name == "No entries for 30 months"
    assert shown.lines[1].details == ("Between 30 September 2021 and 30 March 2024.",)


def test_lines_that_contradict_each_other_are_tagged() -> None:
    shown = show(
        history(
            line(1, EventKind.DESTRUCTION, Happened.in_year(2011)),
            line(2, EventKind.SEIZURE, Happened.in_year(2012)),
        )
    )
    assert [one.tag for one in shown.lines] == ["conflict", "conflict"]


def test_what_was_corrected_stays_readable_and_says_so() -> None:
    shown = show(
        history(
            line(1, EventKind.FIND, Happened.in_year(2020), is_withdrawn=True),
            line(2, EventKind.CORRECTION, corrects=1),
        )
    )
    assert shown.lines[0].is_withdrawn
    assert shown.lines[0].tag == "corrected"
    assert "Corrects entry 1 of this record." in shown.lines[1].details


def test_what_is_not_known_is_said_to_be_so() -> None:
    facts = {fact.label: fact.value for fact in show(history()).facts}
    assert facts["Make"] == "not known"
    assert facts["Year of manufacture"] == "not known"
    assert facts["Source"] == "Old register"


@pytest.mark.parametrize("status", Status)
def test_a_state_has_one_tone_on_its_page_and_in_every_list(status: Status) -> None:
    """Also where the card was read before the records beside it: the tone is that of the state that is told."""
    told = history(status=status)
    assert show(told).tone == tone_of(status) == show_row(told.card).tone
    alarms = status in {Status.LOST, Status.STOLEN, Status.DESTROYED}
    assert (tone_of(status) == "bad") is alarms
    assert show(replace(told, card=replace(told.card, status=Status.REGISTERED))).tone == tone_of(status)


def test_marks_tell_place_method_script_as_far_as_known() -> None:
    (component,) = show(history()).components
    (mark,) = component.marks
    assert component.name == "frame"
    assert (mark.text, mark.meaning, mark.legibility) == ("XC 2019", "XC · 2019", "worn")
    assert mark.where == "metal plate in a polymer frame, Latin"


def test_a_finding_is_a_sentence_with_the_other_record() -> None:
    (finding,) = show(history()).findings
    assert finding.sentence == "A part of it, or its mark, is claimed by another record."
    assert finding.other == "XC-11111-22222-3"


def test_places_and_countries_are_told_in_the_reader_s_language_and_as_they_were_written() -> None:
    lines = (
        line(1, EventKind.IMPORT, country="Ghana"),
        line(2, EventKind.SALE, place="USA"),
        line(3, EventKind.SALE, place="CA"),
        line(4, EventKind.SALE, place="<Tema>", country="Ghana"),
    )
    told = [one.details[0] for one in show(history(*lines)).lines]
    assert told == [
        "<bdi>Ghana</bdi>",
        "<bdi>USA</bdi> · <bdi>United States</bdi>",
        "<bdi>CA</bdi>",
        "<bdi>&lt;Tema&gt;</bdi> · <bdi>Ghana</bdi>",
    ]
    with translation.override("qps-plocm"):
        assert show(history(*lines)).lines[0].details[0].startswith("<bdi>‹⟪")


def test_a_serial_that_stands_on_another_part_alone_is_not_the_firearm_s() -> None:
    plain = history(serial="58A654321")
    frame = plain.components[0]
    mark = replace(frame.marks[0], kind=MarkKindCode.SERIAL, text="58A654321")
    slide = ComponentView(ordinal=2, kind=ComponentKind.SLIDE, is_control=False, marks=(mark,))
    shown = show(replace(plain, components=(frame, slide)))
    assert shown.serial_part == "slide"
    facts = {fact.label: fact.value for fact in shown.facts}
    assert (facts["Serial number"], facts["Number of a part (slide)"]) == ("not known", "58A654321")
    own = show(replace(plain, components=(replace(frame, marks=(mark,)),)))
    assert (own.serial_part, {fact.label: fact.value for fact in own.facts}["Serial number"]) == ("", "58A654321")
