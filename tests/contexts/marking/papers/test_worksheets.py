"""Marking, papers: the worksheet of a job, as it is printed."""

import json

import pytest

from salwa.contexts.marking.papers.worksheets import BOX, MOST, Planned, Worksheet, worksheet_paper
from salwa.platform.papers import render_pdf
from tests.platform.papers.builders import AT, ISSUER
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")


def sheet(count: int, **more: str) -> Worksheet:
    marks = tuple(
        Planned(text=f"XC26 {number:06} K", record="XC-7K3M9-Q2T4H-5", part="frame", place="below the serial")
        for number in range(1, count + 1)
    )
    return Worksheet(job="J-2026-014", consignment="Import 2026/31", marks=marks, **more)


def test_a_worksheet_has_a_line_with_three_boxes_for_every_mark() -> None:
    made = worksheet_paper(sheet(40, machine="Dot peen 2", height="3"), issuer=ISSUER, at=AT)
    printed = Printed.of(render_pdf(made))
    for words in ("40 marks to strike.", "XC26 000001 K", "XC26 000040 K", "frame · below the serial", "Dot peen 2"):
        assert words in printed.text, words
    assert printed.text.count(BOX) == 3 * 40
    assert all("Spoiled" in page.extract_text() for page in list(printed.pdf.pages)[:2])
    assert len(json.loads(made.data)["marks"]) == 40


def test_without_a_machine_it_says_by_hand() -> None:
    text = Printed.of(render_pdf(worksheet_paper(sheet(1), issuer=ISSUER, at=AT))).text
    assert "1 mark to strike." in text
    assert "Machine by hand" in text


def test_no_sheet_is_so_long_that_losing_it_loses_a_day() -> None:
    with pytest.raises(ValueError, match=str(MOST)):
        worksheet_paper(sheet(MOST + 1), issuer=ISSUER, at=AT)
