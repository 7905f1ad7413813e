"""Registry, import, tests: serials that a spreadsheet made dates of are refused, or listed where they may be real."""

import polars as pl
import pytest

from salwa.contexts.registry.importing.dated import AS_DATE, AS_SIGNS, lost_as


@pytest.mark.parametrize("text", ["Jan-32", "12-Mar", "12-Mar-45", "2032-01-01", "2032-01-01 00:00:00"])
def test_a_serial_that_is_surely_lost_is_told(text: str) -> None:
    assert lost_as(pl.Series(["BKS012", None, text])).to_list() == [None, None, AS_DATE]


@pytest.mark.parametrize("text", ["#####", "#REF!"])
def test_signs_in_place_of_a_serial_are_told(text: str) -> None:
    assert lost_as(pl.Series([text])).to_list() == [AS_SIGNS]


@pytest.mark.parametrize("text", ["JAN-32", "JAN32", "20320101", "2032-13-01", "12-MAR", "1234-56-78", "A-12"])
def test_a_serial_that_may_be_real_is_not_said_to_be_lost(text: str) -> None:
    assert lost_as(pl.Series([text], dtype=pl.String)).to_list() == [None]
