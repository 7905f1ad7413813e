"""Every name of a term leads to it, with how surely it is the term's own."""

from salwa.kernel.vocabularies.manners import CALIBRES, MAKES
from salwa.kernel.vocabularies.model import Term
from salwa.kernel.vocabularies.names import Names, Standing

TERMS = (
    Term(1, "one", "Застава", ("Zastava Arms",), loose=("Red Flag",)),
    Term(2, "two", "7.62×39mm", ("M43",)),
)


def test_a_name_in_another_script_is_found_by_its_sound_with_less_standing() -> None:
    names = Names(TERMS, MAKES)
    assert names.by_key["застава"][0].standing is Standing.NAME
    assert names.by_key["zastava"][0].standing is Standing.SOUND
    assert names.by_key["redflag"][0].standing is Standing.LOOSE


def test_a_calibre_is_found_without_its_point() -> None:
    names = Names(TERMS, CALIBRES)
    assert [name.term for name in names.by_key["762x39"]] == [1]


def test_words_and_lengths_are_indexed() -> None:
    names = Names(TERMS, MAKES)
    assert (("zastava", "arms"), "Zastava Arms") in [(w, n.text) for w, n in names.by_words["zastava"]]
    assert "zastavaarms" in names.by_length[11]
