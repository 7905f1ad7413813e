"""Marking, tests: reports as machines and spreadsheets write them."""

import pytest

from salwa.contexts.marking.models import Outcome
from salwa.contexts.marking.readings import read_report
from salwa.platform.errors import Refused


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_report_is_read_whatever_separates_its_cells(separator: str) -> None:
    rows = [("Mark", "OUTCOME", "record", "reason"), ("XC 1", "engraved", "", ""), ("XC 2", "2", "", "slipped")]
    text = "\r\n".join(separator.join(row) for row in rows)
    one, two = read_report(b"\xef\xbb\xbf" + text.encode())
    assert (one.mark, one.outcome, one.line) == ("XC 1", Outcome.ENGRAVED, 2)
    assert (two.outcome, two.reason, two.line) == (Outcome.SPOILED, "slipped", 3)


def test_a_line_without_an_outcome_is_still_open() -> None:
    assert read_report(b"mark,outcome\r\nXC 1,\r\nXC 2,3\r\n")[0].mark == "XC 2"


def test_an_outcome_that_nobody_knows_is_named_by_its_line() -> None:
    with pytest.raises(Refused) as caught:
        read_report(b"mark,outcome\nXC 1,void\nXC 2,lost\n")
    assert [fault.line for fault in caught.value.faults] == [2, 3]


@pytest.mark.parametrize("content", [b"", b"mark;record\nXC 1;2\n", b"\xff\xfe\x00", b"\n\n"])
def test_what_is_no_report_says_so(content: bytes) -> None:
    with pytest.raises(Refused):
        read_report(content)
