"""Licensing: a rule's docstring is what the user reads."""

from salwa.contexts.licensing.rules import Rule


class Sample(Rule):
    """It is so.

    Source: nowhere.
    """


def test_the_sentence_leaves_the_source_out() -> None:
    assert Sample.text() == "It is so."
