"""Kernel, packs: a text becomes shapes, or everything in it that cannot be is told at once."""

import pytest

from salwa.kernel.packs import Check, PackFaulty
from salwa.kernel.packs.parsing import parsed

HEAD = 'state = "XQ"\nedition = "1"\nvalid_from = 2020-01-01\nlaw = "Invented Act"\nname = { en = "Q" }\n'
IDENTITY = '[identity]\ncontrol_exchanged = "ends"\ndismantled = "stays"\n'
RULE = '[[retention]]\nkind = "manufacture"\ncounted = "recorded"\n'
LICENCE = '[[licences]]\ncode = "A"\nname = { en = "A" }\nholders = ["person"]\npermits = ["possess"]\n'


def test_a_time_without_end_is_said_in_words_and_never_by_leaving_it_out() -> None:
    assert parsed(HEAD + IDENTITY + RULE + 'years = "without end"\n', "q").retention[0].years is None
    with pytest.raises(PackFaulty, match="retention 1, years: is missing"):
        parsed(HEAD + IDENTITY + RULE, "q")


def test_a_check_without_months_holds_without_end() -> None:
    pack = parsed(HEAD + IDENTITY + LICENCE + 'checks = [{ check = "training" }]\n', "q")
    assert pack.licences[0].checks == ((Check.TRAINING, 0),)


WRONG = [
    ("years = 30.5", "'years'|30.5 is not a whole number"),
    ("years = true", "True is not a whole number"),
    ("years = 3\nsource = 7", "7 is not a text"),
    ("years = 3\nunverified = 1", "1 is not true or false"),
]


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_a_value_of_another_kind_is_told_with_its_place(line: str, told: str) -> None:
    with pytest.raises(PackFaulty, match=told) as caught:
        parsed(HEAD + IDENTITY + RULE + line + "\n", "q.toml")
    assert caught.value.faults[0].startswith("q.toml: retention 1")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('permits = "possess"', "no list"),
        ("checks = [{ months = 3 }]", "no table of check and months"),
        ('checks = ["medical"]', "no table of check and months"),
        ('conditions = [{ code = "x" }]', "text: is missing"),
        ('conditions = ["x"]', "is no table"),
        ('conditions = [{ code = "x", text = "x" }]', "no table of names by language"),
    ],
)
def test_lists_tables_and_names_are_what_they_should_be(more: str, told: str) -> None:
    licence = LICENCE if "permits" not in more else LICENCE.replace('permits = ["possess"]\n', "")
    with pytest.raises(PackFaulty, match=told):
        parsed(HEAD + IDENTITY + licence + more + "\n", "q.toml")


def test_all_faults_are_told_together() -> None:
    with pytest.raises(PackFaulty) as caught:
        parsed('colour = "red"\nvalid_from = "soon"\n', "q.toml")
    told = "\n".join(caught.value.faults)
    for word in ("colour", "'soon' is not a date", "state: is missing", "identity: is missing", "law: is missing"):
        assert word in told
