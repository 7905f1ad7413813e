"""Registry, papers: the paper about one event."""

import json

from salwa.contexts.registry.papers.issuing import sheet
from salwa.kernel.lifecycle import EventKind
from tests.contexts.registry.papers.builders import RECORD, about


def test_a_paper_is_numbered_by_record_entry_and_line_and_holds_its_data() -> None:
    made = sheet(about(EventKind.SEIZURE), "seizure", "Receipt", "Seized.", ())
    assert made.number == f"{RECORD}/482-3"
    told = json.loads(made.data)
    assert (told["format"], told["paper"], told["issued_at"]) == (
        "salwa-paper/1",
        "seizure",
        "2026-11-03T09:30:00+00:00",
    )
    assert told["firearm"]["record"] == RECORD
    assert told["certificate"]["number"] == ""
