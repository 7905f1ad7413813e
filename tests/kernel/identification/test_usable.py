"""What can serve as a serial at all."""

from salwa.kernel.identification.model import SerialText
from salwa.kernel.identification.usable import texts_of


def test_the_same_plain_text_counts_once_with_its_greatest_weight() -> None:
    (text,) = texts_of([SerialText("ab 12", 0.4), SerialText("AB-12", 0.7)])
    assert (text.plain, text.verbatim, text.weight, text.readable) == ("AB12", "AB-12", 0.7, 4)


def test_texts_with_fewer_than_two_readable_characters_are_left_out() -> None:
    assert texts_of([SerialText("?????7"), SerialText(""), SerialText("--")]) == ()
