"""Hands write one name in many ways; its key is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.vocabularies.keys import LONGEST, by_shape, by_sound, calibre_key, folded_text, squeezed, words


@pytest.mark.parametrize("text", ["S & W", "S&W", "s.w.", "S-W", "S\u200bW"])
def test_signs_case_and_invisible_characters_do_not_count(text: str) -> None:
    assert squeezed(text) == "sw"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Łucznik", "lucznik"),
        ("Sarsılmaz", "sarsilmaz"),
        ("RÖHM", "rohm"),
        ("Česká", "ceska"),
        ("Weiß", "weiss"),
        ("٣٤", "34"),
    ],
)
def test_accents_and_digits_of_other_scripts_are_brought_over(text: str, key: str) -> None:
    assert squeezed(text) == key


def test_words_part_at_every_sign() -> None:
    assert words("Smith & Wesson, Inc.") == ["smith", "wesson", "inc"]


def test_cyrillic_goes_by_sound_and_by_shape() -> None:
    assert by_sound("тула") == "tula"
    assert by_shape("тт") == "tt"
    assert by_shape("авто") == "abto"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("9 MM", "9mm"), ("9 мм", "9mm"), ("9毫米", "9mm"), ("ponto 40", "40"), (".40", "40"), ("cal. 12", "12"),
        ("7,62 x 39 mm", "7.62x39"), ("7.62×39", "7.62x39"), ("7.62mm x 39mm", "7.62x39"), ("7,62х39", "7.62x39"),
        (".45 Auto", "45acp"), (".45 A.C.P.", "45acp"), ("45ACP", "45acp"),
        (".22 LR", "22longrifle"), ("12ga", "12gauge"),
        ("30-06", "30/06"), ("30/06", "30/06"), (".38 S&W Special", "38smithwessonspecial"),
    ],
)  # fmt: skip
def test_a_calibre_has_one_key_however_it_is_written(text: str, key: str) -> None:
    assert calibre_key(text) == key


@pytest.mark.parametrize(("one", "other"), [(".45", "4.5"), (".380", "38"), ("7.62x39", "7.62x51"), (".22", ".223")])
def test_different_sizes_keep_different_keys(one: str, other: str) -> None:
    assert calibre_key(one) != calibre_key(other)


@given(st.text())
def test_any_text_has_a_bounded_key(text: str) -> None:
    assert len(folded_text(text)) <= LONGEST
    assert squeezed(squeezed(text)) == squeezed(text) or not text.isascii()
    calibre_key(text)
