"""Registry, import, tests: totals, page numbers and repeated headings become no firearms, and none is lost unsaid."""

import pytest

from salwa.contexts.registry.importing.between import reason_for
from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.previewing import preview
from tests.contexts.registry.importing.conftest import Written


@pytest.mark.parametrize("text", ["TOTAL", "Total: 153", "Grand total 1 204", "Итого: 12", "المجموع ١٥٣", "合计"])
def test_a_total_is_known(text: str) -> None:
    assert "total of the list" in reason_for(text)


@pytest.mark.parametrize("text", ["Page 2", "Page 2 of 7", "Página 2 de 7", "Стр. 3", "صفحة ٢ من ٧", "第2页"])
def test_the_number_of_a_page_is_known(text: str) -> None:
    assert "number of a page" in reason_for(text)


@pytest.mark.parametrize("text", ["TOTAL12", "Page", "Totalis 17", "PAGE A12", "Total war 3", "BKS012", "153"])
def test_what_may_be_a_serial_is_left_alone(text: str) -> None:
    assert reason_for(text) == ""


@pytest.mark.parametrize("word", ["Total ", "Page ", "Total: 1.1.1", "Page 2 of "])
@pytest.mark.parametrize("tail", ["1" * 150 + "x", "1" * 10_000 + "x", " " * 10_000 + "x", "1 " * 5_000])
def test_a_line_made_to_keep_the_reader_busy_is_read_at_once(word: str, tail: str) -> None:
    assert reason_for(word + tail) == ""


def test_lines_between_are_told_and_not_taken(written: Written) -> None:
    heading = "serial,make,model,calibre,type,Note"
    rows = [
        "BKS012,Glock,17,9x19,pistol,",
        "Page 1 of 2,,,,,",
        heading,
        " Serial ,MAKE,model,calibre,type,note",
        "BKS013,Glock,17,9x19,pistol,Total: 1",
        "Total,2,,,,",
        "TOTAL: 2",
    ]
    found = preview(Order(path=written(*rows, heading=heading)))
    assert (found.accepted, found.headings, found.rows) == (2, 2, 5)
    assert [(one.line, one.reason) for one in found.rejects] == [
        (3, "This line is the number of a page and no firearm."),
        (7, "This line is a total of the list and no firearm."),
        (8, "This line is a total of the list and no firearm."),
    ]
    assert found.rejects[1].cells[:2] == ("Total", "2")


def test_a_total_in_a_rejects_file_is_passed_over_and_said(written: Written) -> None:
    heading = "salwa_line,salwa_column,salwa_value,salwa_reason,salwa_source,salwa_mapping,serial,make"
    rows = ["3,,TOTAL,It is a total.,Old,,TOTAL,", "4,serial,x,It is wrong.,Old,,BKS013,Glock"]
    found = preview(Order(path=written(*rows, heading=heading)))
    assert (found.rows, found.accepted, found.rejected, found.footers) == (1, 1, 0, 1)
