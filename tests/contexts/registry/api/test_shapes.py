"""Registry: the shapes of a record and of its history over the API."""

from dataclasses import replace

from salwa.contexts.registry.answers import FindingView
from salwa.contexts.registry.api.shapes import firearm_out, history_out
from salwa.kernel.lifecycle import EventKind, Happened, Status
from tests.contexts.registry.pages.test_shown import history, line


def test_what_is_not_known_is_null() -> None:
    told = firearm_out(history())
    assert (told.make, told.serial, told.year, told.merged_into) == (None, None, None, None)
    assert told.status == "unknown"
    assert told.ask == []
    assert told.findings[0].kind == "shared_component"
    assert told.components[0].marks[0].method == "unknown"


def test_whom_to_ask_for_closed_records_is_told() -> None:
    assert firearm_out(replace(history(), ask=("Harbour police",))).ask == ["Harbour police"]


def test_whom_to_ask_about_the_other_record_of_a_finding_is_told() -> None:
    closed = FindingView(kind="duplicate", record="XC-1", ask="Harbour police")
    told = firearm_out(replace(history(), findings=(closed,))).findings[0]
    assert (told.other, told.ask) == (None, "Harbour police")
    assert firearm_out(history()).findings[0].ask is None


def test_lines_gaps_and_conflicts_are_told_by_ordinal() -> None:
    told = history_out(
        history(
            line(1, EventKind.DESTRUCTION, Happened.in_year(2011)),
            line(2, EventKind.SEIZURE, Happened.parse("2013-03")),
            line(3, EventKind.STATED_BY_SOURCE, status=Status.SEIZED),
        )
    )
    assert [(one.kind, one.happened, one.status) for one in told.lines] == [
        ("destruction", "2011", None),
        ("seizure", "2013-03", None),
        ("stated_by_source", None, "seized"),
    ]
    assert [(one.after, one.before, one.months) for one in told.gaps] == [(1, 2, 14)]
    assert [(one.kind, one.first, one.second) for one in told.conflicts] == [("seen_after_destruction", 1, 2)]
