"""Names of the vocabularies as they stand within a text."""

import pytest

from salwa.kernel.marks import read
from salwa.kernel.marks.model import MarkKind, Written
from salwa.kernel.marks.names import calibre_at, importers, model_at, model_of, name_at, surely_calibre
from salwa.kernel.marks.tokens import pieces
from salwa.kernel.vocabularies import calibres, makes, models


def test_the_longest_name_wins() -> None:
    found = name_at(pieces("CAI GEORGIA VT 1234"), 0, is_narrative=False)
    assert found is not None
    assert (found.term.id, found.last) == ("century-arms", 3)


def test_a_symbol_in_words_names_the_factory() -> None:
    found = name_at(pieces('"66" in triangle'), 0, is_narrative=False)
    assert found is not None
    assert (found.kind, found.term.id) == (MarkKind.MAKER, "factory-66")


def test_a_narrative_takes_a_maker_only_with_a_capital() -> None:
    assert name_at(pieces("star shaped scratch"), 0, is_narrative=True) is None
    assert name_at(pieces("STAR pistol"), 0, is_narrative=True) is not None


def test_iso_codes_alone_are_no_countries() -> None:
    assert name_at(pieces("SL 123"), 0, is_narrative=False) is None
    assert name_at(pieces("ГД 1234"), 0, is_narrative=False) is None


@pytest.mark.parametrize("text", ["7.62x39", "9 mm", ".380", "12 gauge", "5,45х39", "cal. 9mm", "9x19"])
def test_a_size_with_its_sign_is_surely_a_calibre(text: str) -> None:
    assert surely_calibre(text) is not None


@pytest.mark.parametrize("text", ["357", "9", "1911", "12345", "A123456", "762", ".764", "7.62x99"])
def test_a_number_alone_is_not_surely_a_calibre(text: str) -> None:
    assert surely_calibre(text) is None


def test_a_number_is_a_calibre_after_the_word_for_it() -> None:
    assert calibre_at(pieces("12 BKS012"), 0, is_sure=False) is None
    found = calibre_at(pieces("12 BKS012"), 0, is_sure=True)
    assert found is not None
    assert found.term.id == "12-gauge"


def test_a_number_is_a_model_right_after_its_maker() -> None:
    glock = makes().by_id("glock").code
    assert model_at(pieces("17"), 0, (glock,), is_after_maker=False) is None
    assert model_at(pieces("17"), 0, (glock,), is_after_maker=True) is not None
    assert model_of("M70AB2") is models().by_id("zastava-m70ab2")


def test_importers_are_makes() -> None:
    assert makes().by_id("century-arms").code in importers()


@pytest.mark.parametrize(
    ("text", "calibre", "maker", "serial"),
    [
        ("38 S.&W. SPECIAL CTG 143821", ".38 Special", None, "143821"),
        ("COLT 38 S. & W. SPECIAL CTG 512345", ".38 Special", "Colt", "512345"),
        ("Smith & Wesson .38 SPL CTG 4?3821", ".38 Special", "Smith & Wesson", "4?3821"),
        ("32 S&W LONG CTG 71234", ".32 S&W Long", None, "71234"),
        ("S&W 32 S&W CTG 71234", ".32 S&W", "Smith & Wesson", "71234"),
        ("22 LONG RIFLE CTG 712345", ".22 Long Rifle", None, "712345"),
        ("38 S&W 712345", None, "Smith & Wesson", "712345"),
        ("S&W CTG 143821", None, "Smith & Wesson", "CTG 143821"),
    ],
)
def test_a_calibre_as_it_is_stamped_names_no_maker_and_its_word_for_cartridge_is_no_serial(
    text: str, calibre: str | None, maker: str | None, serial: str
) -> None:
    found = read(Written(marks=text)).readings
    named = {one.kind: one for one in reversed(found)}
    cartridge = calibres().get(named[MarkKind.CALIBRE].code or 0) if MarkKind.CALIBRE in named else None
    assert (cartridge.name if cartridge else None) == calibre
    who = makes().get(named[MarkKind.MAKER].code or 0) if MarkKind.MAKER in named else None
    assert (who.name if who else None) == maker
    assert named[MarkKind.SERIAL].text == serial


@pytest.mark.parametrize("text", ["GLOCK 19 Gen4 ABC123", "Glock 19 Gen 4 ABC123", "S&W SPRINGFIELD, MASS. ABC123"])
def test_a_generation_and_a_maker_s_town_are_neither_serial_nor_maker(text: str) -> None:
    found = read(Written(marks=text)).readings
    assert [one.text for one in found if one.kind is MarkKind.SERIAL] == ["ABC123"]
    assert len([one for one in found if one.kind is MarkKind.MAKER]) == 1
