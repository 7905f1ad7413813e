"""Registry, import, tests: which header stands for which column."""

import pytest

from salwa.contexts.registry.importing.columns import heading, plan, squeezed
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


def test_a_table_that_identifies_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="none of the columns serial, make, model"):
        plan(["name", "age"], {})


def test_a_mapping_to_a_header_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="“Nr”, which the file does not have"):
        plan(["serial"], {"make": "Nr"})


def test_cells_under_no_header_are_kept_under_the_columns_letter() -> None:
    assert heading(["serial", " "], 1) == "column B"
    assert plan(["serial", ""], {}).remarks == ((1, "column B"),)
