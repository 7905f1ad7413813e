"""Demonstration, register: the real importer fills it, and the tracing officer's question reads it."""

from pathlib import Path

import pytest

from salwa.demo.ground import Built
from salwa.demo.reckoning import Place
from salwa.demo.recoveries import Group, recoveries
from salwa.demo.register import ask, fill
from tests.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])


def test_what_was_sold_is_found_again_among_made_up_firearms(cast: Cast, tmp_path: Path) -> None:
    said: list[str] = []
    sales = recoveries()[:60] + tuple(one for one in recoveries()[60:] if one.group is Group.NO_SERIAL)
    count = fill(tmp_path, cast.registrar, Built(rows=2_000, seed=5, sales=len(sales)), sales, said.append)
    nameless = sum(not (one.serial_sold or one.make_sold or one.calibre_sold) for one in sales)
    assert nameless > 0
    assert count == 2_000 + len(sales) - nameless
    assert any(f"{nameless} left out because they describe no firearm" in line for line in said)

    outcomes = ask(cast.tracing_officer, sales, said.append)
    alike = [one for one in outcomes if one.recovery.group is Group.WRITTEN_ALIKE]
    assert len(alike) > 10
    assert {one.place for one in alike} <= {Place.FIRST, Place.AMONG_EQUALS}
    assert all(not one.is_sure for one in outcomes if one.recovery.group is Group.NO_SERIAL)
