"""Registry, import, reading, tests: records are cut where they end, and nowhere else."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.reading.records import cut, read_slowly

CELLS = st.lists(st.lists(st.text('ab\n," ', max_size=5), min_size=2, max_size=2), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(CELLS)
def test_counting_marks_and_reading_cell_by_cell_agree(cells: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(cells)
    block = text.getvalue().encode()
    found = cut(block, ",")
    assert found is not None
    slowly = list(read_slowly(block.decode(), ","))
    assert [record.cells for record in slowly] == cells
    assert found.lines.tolist() == [record.line for record in slowly]
    assert found.delimiters.tolist() == [1] * len(cells)
    assert found.rest == len(block)


def test_the_unfinished_record_is_left_for_the_next_block() -> None:
    found = cut(b'1,"a\nb"\n2,"c\n', ",")
    assert found is not None
    assert (found.rest, found.rest_line) == (8, 2)


def test_a_mark_inside_a_cell_is_not_counted() -> None:
    assert cut(b'1,5" barrel\n2,b\n', ",") is None
    assert [record.cells for record in read_slowly('1,5" barrel\n2,b\n', ",")] == [["1", '5" barrel'], ["2", "b"]]


def test_a_record_without_its_closing_mark_says_so() -> None:
    assert [record.closed for record in read_slowly('1,a\n2,"b\n', ",")] == [True, False]
