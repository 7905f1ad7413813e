"""Typed text is taken for a term only where that is honest, and with the reason in words."""

import csv
import random
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.vocabularies import calibres, countries, makes, models, types
from salwa.kernel.vocabularies.vocabulary import Vocabulary

OF: Final[dict[str, Callable[[], Vocabulary[Any]]]] = {
    "make": makes,
    "model": models,
    "calibre": calibres,
    "type": types,
    "country": countries,
}
SURE: Final = 0.9


def of(kind: str) -> Vocabulary[Any]:
    return OF[kind]()


def typed() -> list[dict[str, str]]:
    with Path(__file__).with_name("typed.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_labelled_texts_name_terms_that_exist() -> None:
    rows = typed()
    assert len(rows) >= 500
    assert sum(not row["id"] for row in rows) >= 60
    for row in rows:
        if row["id"]:
            assert of(row["kind"]).by_id(row["id"]), row


def test_of_the_labelled_texts_nearly_all_are_right_and_no_sure_answer_is_wrong() -> None:
    right = wrong = missed = 0
    for row in typed():
        found = of(row["kind"]).resolve(row["text"])
        got = found.term.id if found.term else ""
        right += bool(got) and got == row["id"]
        wrong += bool(got) and got != row["id"]
        missed += not got and bool(row["id"])
        assert got == row["id"] or found.confidence < SURE, (row, got, found.confidence)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.97


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("make", "tauros", "taurus"), ("make", "smithwess", "smith-wesson"), ("make", "S & W", "smith-wesson"),
        ("calibre", "9 MM", "9x19mm-parabellum"), ("calibre", ".380", "380-acp"), ("calibre", "ponto 40", "40-s-w"),
        ("model", "五六式", "type-56"), ("model", "ТТ", "tula-tt-33"),
    ],
)  # fmt: skip
def test_the_ways_hands_write_are_understood(kind: str, text: str, key: str) -> None:
    found = of(kind).resolve(text)
    assert found.term is not None
    assert found.term.id == key
    assert 0.7 <= found.confidence < 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Simson Suhl", "simson"), ("SIMSON & CO. SUHL", "simson"), ("J.P. Sauer & Sohn Suhl", "j-p-sauer-sohn"),
        ("Carl Walther Waffenfabrik Ulm/Do.", "walther"), ("Mauser Oberndorf a.N.", "mauser"), ("Suhl", "suhl"),
        ("Zastava Kragujevac d.o.o.", "zastava"), ("Tula Arms", "tula"), ("Radom", "radom-lucznik"),
    ],
)  # fmt: skip
def test_a_town_or_a_legal_form_behind_a_makers_name_names_no_other_maker(text: str, key: str) -> None:
    found = makes().resolve(text)
    assert found.term is not None
    assert found.term.id == key
    assert found.confidence >= 0.8


def test_a_slip_is_said_in_words() -> None:
    assert makes().resolve("tauros").reason == "one letter differs: tauros for Taurus"


def test_two_makers_in_one_text_are_given_to_neither() -> None:
    found = makes().resolve("TAURUS / ROSSI")
    assert found.term is None
    assert found.confidence == 0
    assert {rival.term.id for rival in found.rivals if rival.term} == {"taurus", "rossi"}


def test_a_number_alone_is_a_model_only_beside_its_make() -> None:
    alone = models().resolve("17")
    beside = models().resolve("17", context=makes().by_id("glock"))
    assert alone.confidence < 0.7 < SURE < beside.confidence
    assert beside.term is not None
    assert beside.term.id == "glock-glock-17"


@pytest.mark.parametrize("text", ["SHOTGUN PUMP", "12 ga shotgun, pump action, black", "pump action shotgn"])
def test_a_type_is_understood_in_whatever_order_its_words_stand(text: str) -> None:
    found = types().resolve(text)
    assert found.term is not None
    assert found.term.id == "shotgun-pump-action"


def test_a_model_of_another_make_is_doubted() -> None:
    assert models().resolve("92FS", context=makes().by_id("glock")).confidence < 0.7


def test_a_model_is_found_among_other_words_beside_its_make() -> None:
    found = models().resolve("Gen5 19", context=makes().by_id("glock"))
    assert found.term is not None
    assert found.term.id == "glock-19"


@pytest.mark.parametrize("kind", ["make", "calibre", "type"])
def test_random_letters_and_digits_are_hardly_ever_taken_for_a_name(kind: str) -> None:
    chance = random.Random(20)
    texts = [
        "".join(chance.choices(string.ascii_lowercase + string.digits, k=chance.randint(3, 9))) for _ in range(2000)
    ]
    taken = [text for text in texts if of(kind).resolve(text).term is not None]
    assert len(taken) <= 10, taken


@pytest.mark.parametrize("text", [".99", ".84", ".764", ".72", ".238", "7.62"])
def test_a_size_that_is_no_calibre_or_several_is_left_open(text: str) -> None:
    assert calibres().resolve(text).term is None


@given(st.sampled_from(sorted(OF)), st.text(max_size=60))
def test_any_text_gets_an_answer_with_an_honest_form(kind: str, text: str) -> None:
    found = of(kind).resolve(text)
    assert found.reason
    assert 0 <= found.confidence <= 1
    assert (found.term is None) == (found.confidence == 0)
