"""Registry, import, tests: a name met before is told with the line it was met on."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.seen import Seen


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), max_size=20), max_size=10))
def test_the_first_line_of_each_name_is_found_across_batches(batches: list[list[int]]) -> None:
    seen, first, line = Seen(), dict[int, int](), 0
    for batch in batches:
        expected, lines = [], []
        for name in batch:
            line += 1
            lines.append(line)
            expected.append(first.get(name, 0))
            first.setdefault(name, line)
        found = seen.first_lines(np.array(batch, dtype=np.uint64), np.array(lines, dtype=np.int64))
        assert found.tolist() == expected
