"""Registry, import, tests: texts become codes where the vocabulary is sure, and 0 elsewhere."""

import polars as pl

from salwa.contexts.registry.importing.terms import Terms
from salwa.kernel import vocabularies


def test_texts_of_a_column_become_codes() -> None:
    glock = vocabularies.makes().exact("Glock")
    assert glock is not None
    codes = Terms().codes("make", pl.Series(["GLOCK", None, "no such maker at all", "Glock GmbH"]))
    assert codes.to_list() == [glock.code, 0, 0, glock.code]
    assert codes.dtype == pl.Int32


def test_a_model_is_read_beside_its_make() -> None:
    terms = Terms()
    makes = terms.codes("make", pl.Series(["Glock", "Glock", "Beretta"]))
    codes = terms.models(pl.Series(["17", None, "92FS"]), makes).to_list()
    names = [vocabularies.models().by_code(code).make_code if code else 0 for code in codes]
    assert names == [makes[0], 0, makes[2]]


def test_a_column_of_nothing_has_no_codes() -> None:
    assert Terms().codes("country", pl.Series([None, None], dtype=pl.String)).to_list() == [0, 0]


def test_a_make_that_a_model_s_text_names_is_told() -> None:
    glock, colt = (vocabularies.makes().exact(name) for name in ("Glock", "Colt"))
    assert glock is not None
    assert colt is not None
    texts = pl.Series(["GLOCK 17", "Colt M16", "17", None, "Desert Eagle", "Beretta PT92"])
    assert Terms().makes_named(texts).to_list() == [glock.code, colt.code, 0, 0, 0, 0]
