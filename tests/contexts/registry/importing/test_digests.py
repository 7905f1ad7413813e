"""Registry, import, tests: a row is known again by its name and its content."""

import hashlib

import numpy as np
import polars as pl

from salwa.contexts.registry.importing.columns import COLUMNS
from salwa.contexts.registry.importing.digests import SIZE, Known, Names, canonical, digests, shortened


def frame(**cells: list[str | None]) -> pl.DataFrame:
    rows = len(next(iter(cells.values())))
    return pl.DataFrame(
        {**{name: [None] * rows for name in COLUMNS}, **cells}, schema_overrides=dict.fromkeys(COLUMNS, pl.String)
    )


def test_the_canonical_form_is_the_documented_one() -> None:
    texts = canonical(frame(serial=["A1"], make=["Glock"], r0=["x"], r1=["y"]), ["Zone", "Area"])
    expected = "\x1f".join(["", "A1", "Glock", *[""] * 10, "Area=y", "Zone=x"])
    assert texts.to_list() == [expected]
    assert digests(texts) == hashlib.sha256(expected.encode()).digest()


def test_equal_rows_without_a_name_are_two_and_stay_two() -> None:
    short = shortened(digests(pl.Series(["a", "a", "b"])))
    nameless = pl.Series([None, None, None], dtype=pl.String)
    first, again = Names().keys(nameless, short), Names().keys(nameless, short)
    assert len(set(first.tolist())) == 3
    assert first.tolist() == again.tolist()


def test_the_same_and_the_changed_are_told_from_the_new() -> None:
    short = shortened(digests(pl.Series(["a", "b"])))
    keys = Names().keys(pl.Series(["1", "2"]), short)
    known = Known(keys, short)
    now = shortened(digests(pl.Series(["a", "B", "c"])))
    same, changed = known.compare(Names().keys(pl.Series(["1", "2", "3"]), now), now)
    assert (same.tolist(), changed.tolist()) == ([True, False, False], [False, True, False])


def test_nothing_is_known_of_a_new_source() -> None:
    none = np.zeros(0, dtype=np.uint64)
    same, changed = Known(none, none).compare(np.ones(2, dtype=np.uint64), np.ones(2, dtype=np.uint64))
    assert not (same | changed).any()
    assert hashlib.sha256().digest_size == SIZE
