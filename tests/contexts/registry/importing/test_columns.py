"""Registry, import, tests: which header stands for which column."""

import pytest

from salwa.contexts.registry.importing.columns import Suggestion, heading, plan, squeezed
from salwa.platform.errors import Refused


def test_headers_match_whatever_their_case_and_spaces() -> None:
    found = plan(["Serial ", "YEAR OF MANUFACTURE", "\u200fMake", "Owner"], {})
    assert found.known == {"serial": 0, "year_of_manufacture": 1, "make": 2}
    assert found.remarks == ((3, "Owner"),)
    assert squeezed("\ufeffImport-Year") == "importyear"


def test_a_mapping_names_the_column_and_the_default_becomes_a_remark() -> None:
    found = plan(["serial", "Nummer"], {"serial": "nummer"})
    assert found.known == {"serial": 1}
    assert found.remarks == ((0, "serial"),)


def test_a_header_twice_is_refused_with_both_columns() -> None:
    with pytest.raises(Refused) as caught:
        plan(["serial", "make", "Serial"], {})
    assert str(caught.value) == "line 1, Serial: The columns A and C are both named “Serial”. Give each its own name."


def test_a_table_without_a_serial_is_refused_with_its_headings_and_what_to_write() -> None:
    with pytest.raises(Refused) as caught:
        plan(["Nummer", "age"], {})
    assert "The headings are: “Nummer”, “age”" in str(caught.value)
    assert '[columns] serial = "…"' in str(caught.value)


def test_a_misspelt_heading_is_suggested_and_not_taken() -> None:
    with pytest.raises(Refused, match=r'Did you mean “Serail number”.*serial = "Serail number"'):
        plan(["Serail number", "Make"], {})
    found = plan(["serial", "Manufactorer", "Owner"], {})
    assert found.suggestions == (Suggestion("Manufactorer", ("make",)),)
    assert [title for _, title in found.remarks] == ["Manufactorer", "Owner"]


def test_headings_of_other_hands_are_known() -> None:
    found = plan(["Serial No.", "Make/Brand", "Cal.", "Year made", "COUNTRY  OF ORIGIN", "الرقم"], {})
    assert found.known == {
        "serial": 0,
        "make": 1,
        "calibre": 2,
        "year_of_manufacture": 3,
        "country_of_manufacture": 4,
    }
    assert found.suggestions == (Suggestion("الرقم", ("external_id",)),)


def test_two_headings_for_one_column_are_refused_with_both_and_a_mapping_decides() -> None:
    with pytest.raises(Refused, match=r"“Serial No\.” and “S/N” both mean serial"):
        plan(["Serial No.", "make", "S/N"], {})
    found = plan(["Serial No.", "make", "S/N"], {"serial": "S/N"})
    assert found.known == {"serial": 2, "make": 1}
    assert found.remarks == ((0, "Serial No."),)


def test_a_heading_that_does_not_say_which_number_it_is_becomes_no_external_id() -> None:
    found = plan(["No.", "Serial number"], {})
    assert found.known == {"serial": 1}
    assert found.suggestions == (Suggestion("No.", ("external_id",)),)


def test_a_rejects_file_has_our_own_names_only() -> None:
    found = plan(["salwa_line", "serial", "Serial number"], {})
    assert (found.known, found.remarks) == ({"serial": 1}, ((2, "Serial number"),))


def test_a_mapping_to_a_header_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="“Nr”, which the file does not have"):
        plan(["serial"], {"make": "Nr"})


def test_cells_under_no_header_are_kept_under_the_columns_letter() -> None:
    assert heading(["serial", " "], 1) == "column B"
    assert plan(["serial", ""], {}).remarks == ((1, "column B"),)
