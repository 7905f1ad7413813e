"""Marking, readings, ¶28 ¶63: the report that a machine or a clerk hands back, as a file."""

import csv
import io
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.marking.drafts import Taken
from salwa.contexts.marking.models import Outcome
from salwa.platform.errors import Fault, Refused

MOST: Final = 20_000
"""Lines of a report that are read at once."""
_OUTCOMES: Final = {
    "engraved": Outcome.ENGRAVED,
    "1": Outcome.ENGRAVED,
    "ok": Outcome.ENGRAVED,
    "spoiled": Outcome.SPOILED,
    "2": Outcome.SPOILED,
    "skipped": Outcome.SKIPPED,
    "3": Outcome.SKIPPED,
}


def read_report(content: bytes) -> list[Taken]:
    """Read a report as CSV with a heading (mark, outcome, record, reason); lines without an outcome are left out.

    Raises:
        Refused: the file is no such text, lacks a column, or has an outcome that nobody knows, by its line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            gettext("The report is no text in UTF-8. Save it as CSV in UTF-8 and hand it in again.")
        ) from None
    lines = text.splitlines()
    heading = lines[0] if lines else ""
    separator = max(",;\t", key=heading.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    columns = [name.strip().lower() for name in rows[0]] if rows else []
    if not {"mark", "outcome"} <= set(columns) or len(rows) > MOST:
        told = gettext("The report has a heading with the columns mark and outcome, and at most %(most)s lines.")
        raise Refused(told % {"most": MOST})
    found, faults = [], []
    for line, cells in enumerate(rows[1:], start=2):
        told_of = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        outcome = told_of.get("outcome", "").lower()
        if not outcome:
            continue
        if outcome not in _OUTCOMES:
            faults.append(Fault(line, "outcome", gettext("write engraved, spoiled or skipped (or 1, 2, 3)")))
            continue
        found.append(
            Taken(
                mark=told_of.get("mark", ""),
                outcome=_OUTCOMES[outcome],
                record=told_of.get("record", ""),
                reason=told_of.get("reason", ""),
                line=line,
            )
        )
    if faults:
        raise Refused(tuple(faults))
    return found
