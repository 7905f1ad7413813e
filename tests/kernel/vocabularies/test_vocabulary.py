"""A vocabulary answers by code, by id and by what was typed."""

import pytest

from salwa.kernel.vocabularies import calibres, makes, models


def test_code_and_id_lead_to_the_same_term() -> None:
    glock = makes().by_id("glock")
    assert makes().by_code(glock.code) is glock
    assert makes().get(glock.code) is glock


def test_0_is_unknown() -> None:
    assert makes().get(0) is None
    with pytest.raises(KeyError):
        makes().by_code(0)


def test_candidates_give_the_answer_first_and_what_else_was_weighed() -> None:
    found = makes().candidates("TAURUS / ROSSI", limit=2)
    assert {one.term.id for one in found if one.term} == {"taurus", "rossi"}
    assert [one.term.id for one in makes().candidates("glock") if one.term] == ["glock"]


def test_many_texts_are_each_resolved_once_in_order() -> None:
    found = calibres().resolve_many(["9mm", ".40", "9mm"])
    assert list(found) == ["9mm", ".40"]


def test_exact_takes_no_guess() -> None:
    assert makes().exact("SMITH AND WESSON") is makes().by_id("smith-wesson")
    assert makes().exact("tauros") is None


def test_named_looks_among_the_models_of_a_make() -> None:
    found = models().named("17", make=makes().by_id("glock").code)
    assert found is not None
    assert found.id == "glock-glock-17"


def test_a_text_of_any_length_is_taken() -> None:
    assert makes().resolve("glock " + "x" * 100_000).reason
