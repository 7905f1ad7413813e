"""A sentence remembers what it was made of, so that it can be said in another language."""

import pickle

from salwa.kernel.vocabularies.saying import Said, Sentence

QUOTED = Sentence("{text} is {name}")


def test_a_sentence_with_facts_is_english_and_keeps_its_parts() -> None:
    said = QUOTED.told(text="9x19", name=Sentence("a calibre"))
    assert said == "9x19 is a calibre"
    assert said.template == "{text} is {name}"
    assert isinstance(said.facts["name"], Sentence)


def test_braces_in_what_an_officer_wrote_are_no_places() -> None:
    said = QUOTED.told(text="{name}", name="odd")
    assert said == "{name} is odd"


def test_it_travels_between_processes() -> None:
    said = QUOTED.told(text="9x19", name=Sentence("a calibre"))
    back = pickle.loads(pickle.dumps(said))  # noqa: S301  what was pickled here
    assert isinstance(back, Said)
    assert (back, back.template, dict(back.facts)) == (said, said.template, dict(said.facts))
