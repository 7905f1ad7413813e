"""Registry, import, tests: scripts by the column are those told one by one."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.scripts import scripts
from salwa.contexts.registry.scripts import script_of


@settings(deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=12))
def test_a_column_has_the_scripts_of_its_texts(texts: list[str]) -> None:
    assert scripts(pl.Series(texts)).to_list() == [int(script_of(text)) for text in texts]
