"""Licensing: answers that reckon a little."""

from uuid import UUID

from salwa.contexts.licensing.answers import BOOK_HEADING, BookLine, Compared, StockTakeView
from salwa.contexts.licensing.models import Seen
from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import HolderView
from tests.contexts.licensing import builders as l

LINE = BookLine(
    record="XC-1",
    make="Glock",
    model="17",
    type="pistol",
    calibre="",
    serial="=1+1",
    importer="",
    acquired="2024",
    acquired_day=None,
    giver="",
)


def test_a_line_has_a_cell_for_each_column() -> None:
    assert len(LINE.cells) == len(BOOK_HEADING)
    assert LINE.cells[5] == "=1+1"


def test_a_stock_take_counts_what_it_found() -> None:
    holder = HolderView(
        id=1, uuid=UUID("0190f5fe-7c3f-7c3f-8c3f-1234567890ab"), kind=HolderKind.LEGAL_PERSON, name="Quay"
    )
    lines = (Compared(outcome=Seen.FOUND, serial="A"), Compared(outcome=Seen.EXTRA, serial="B"))
    view = StockTakeView(id=1, holder=holder, taken_on=l.today(), by="x", lines=lines)
    assert [view.count(one) for one in Seen] == [1, 0, 1]
