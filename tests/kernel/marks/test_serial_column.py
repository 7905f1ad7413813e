"""The serial column: a serial number, several, or something else, and then the sentence that says what."""

import csv
from pathlib import Path

import pytest

from salwa.kernel.marks.folding import folded, plain
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.marks.serial_column import read_serial
from salwa.kernel.vocabularies import makes

RECOVERIES = Path(__file__).parents[3] / "src/salwa/demo/data/recoveries/delaware_2020_2025.csv"

REFUSED = {
    MarkKind.CALIBRE: ["7.62x39", "9mm", ".380", "12 gauge", "Kal. 9mm", "кал. 9мм", "5,45х39"],
    MarkKind.MODEL: ["M70AB2", "PT92", "AK-47", "АК-47", "Glock 17", "WASR-10"],
    MarkKind.APPROVAL: ["PTB 895", "PTB895", "PTB-Nr. 895", "ptb 345"],
    MarkKind.CONDITION: [
        "rusted", "raspado", "removido por ação mecânica", "ground off", "obliterated", "illegible", "suprimido",
        "limado",
        "مطموس", "затёрт", "锉掉", "verrostet", "nicht lesbar", "serial number removed", "SERIAL NO. DEFACED",
        "????", "OBLIT",
    ],
    MarkKind.REMARK: [
        "n/a", "none", "unknown", "UNK", "unbek", "unbekannt", "xxx", "XXXXX", "s/n", "sem número", "bez broja",
        "без номера",
        "لا يوجد", "无号", "sin número", "sans numéro", "ohne Nummer", "Waffe", "Kaliber", "0000", "-", "2021-05-12",
        "NO SERIAL NUMBER", "see remarks",
    ],
    MarkKind.IMPORTER: ["CAI GEORGIA VT", "C.A.I. St Albans VT", "INTERARMS"],
    MarkKind.MAKER: ["GLOCK", "Smith & Wesson", "Застава"],
    MarkKind.COUNTRY: ["AUSTRIA", "Made in China", "СССР"],
    MarkKind.TYPE: ["pistol", "escopeta", "手枪"],
    MarkKind.IMPORT: ["GHA 2016", "Ghana 2016"],
    MarkKind.STATE_STOCK: ["1005-01-231-0973"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REFUSED.items() for text in texts])
def test_what_is_no_serial_number_is_refused_by_name(kind: MarkKind, text: str) -> None:
    found = read_serial(text, ())
    assert found.serials == []
    assert kind in [reading.kind for reading in found.readings]
    assert found.notes
    assert text in found.notes[0] or kind is MarkKind.CONDITION


def test_the_refusal_says_what_it_is() -> None:
    assert read_serial("7.62x39", ()).notes == ["7.62x39 is a calibre, not a serial number."]
    assert read_serial("PTB 895", ()).notes == ["PTB 895 is an approval or test number, not a serial number."]
    assert read_serial("CAI GEORGIA VT", ()).notes == [
        "CAI GEORGIA VT is an importer's inscription, neither make nor serial number."
    ]


@pytest.mark.parametrize("text", ["357", "1911", "9", "45", "22", "AA52"])
def test_a_number_that_may_be_something_else_is_weighed_and_not_hidden(text: str) -> None:
    found = read_serial(text, (makes().by_id("glock").code,))
    assert [one.text for one in found.serials] == [text]
    assert found.serials[0].confidence < 0.6


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("S/N BKS012", "BKS012"), ("SN: 12345", "12345"), ("№ 12345", "12345"), ("ser. no. 12345", "12345"),
        ("12345 rusted", "12345"), ("nr 12345", "12345"), ("No 12?45", "12?45"),
        ("BKS012 Glock", "BKS012"), ("illegible 12?45", "12?45"),
        ("nº de série TKP12345", "TKP12345"),
    ],
)  # fmt: skip
def test_words_beside_the_number_are_taken_off(text: str, meant: str) -> None:
    assert [folded(one.text) for one in read_serial(text, ()).serials] == [folded(meant)]


def test_several_numbers_are_each_a_serial_number_with_their_part() -> None:
    assert [one.text for one in read_serial("A123 / B456", ()).serials] == ["A123", "B456"]
    found = read_serial("frame A12345 slide B67890", ())
    assert {one.text: one.reason for one in found.serials} == {"A12345": "on the frame", "B67890": "on the slide"}
    assert found.notes == ["Several numbers are written: A12345; B67890. Each is searched."]


def test_characters_that_could_not_be_read_are_searched_as_such() -> None:
    assert read_serial("D 6??2?1", ()).serials[0].searched == "D 6??2?1"
    assert read_serial("BKS…12", ()).serials[0].searched == "BKS??12"


def test_letters_that_may_be_a_label_are_weighed_as_part_of_the_number() -> None:
    assert [one.text for one in read_serial("NR 12345", ()).serials] == ["12345", "NR 12345"]
    assert [one.text for one in read_serial("NR12345", ()).serials] == ["NR12345"]


def test_a_number_of_the_states_stock_is_searched_with_and_without_its_owner() -> None:
    found = read_serial("SAPS 12345", ())
    assert {one.text for one in found.serials} == {"12345", "SAPS 12345"}
    assert MarkKind.STATE_STOCK in [reading.kind for reading in found.readings]
    assert found.notes == []


def test_a_model_of_the_same_make_is_no_serial_number() -> None:
    assert read_serial("92FS", (makes().by_id("beretta").code,)).serials == []


def real() -> list[tuple[str, str]]:
    with RECOVERIES.open(encoding="utf-8", newline="") as lines:
        return [
            (row[serial], row[make])
            for row in csv.DictReader(lines)
            for serial, make in (("serial_in_form", "manufacturer_name"), ("serial_in_report", "make_in_report"))
            if row[serial]
        ]


def test_every_serial_number_of_the_real_recoveries_is_read_as_one() -> None:
    texts = real()
    assert len(texts) > 450
    for serial, make in texts:
        term = makes().exact(make)
        for makers in ((), (term.code,) if term else ()):
            found = read_serial(serial, makers)
            assert found.serials, serial
            assert folded(found.serials[0].searched) == folded(serial)


def test_letters_without_a_digit_are_searched_and_said_to_be_unusual() -> None:
    column = read_serial("KTBXQV", ())
    assert [(one.text, one.confidence < 0.25) for one in column.serials] == [("KTBXQV", True)]
    assert any("letters only" in note for note in column.notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("345678 or 345679", {"345678", "345679"}),
        ("BKS012/1187342", {"BKS012", "1187342", "BKS012/1187342"}),
        ("3456-- (last two gone)", {"3456--"}),
    ],
)
def test_two_numbers_and_words_about_one_are_taken_apart(text: str, expected: set[str]) -> None:
    assert {one.text for one in read_serial(text, ()).serials} == expected


@pytest.mark.parametrize("text", ["BKS [illegible] 12", "BKS (ilegível) 12", "BKS<illegible>12"])
def test_a_part_that_could_not_be_read_stands_for_one_to_three_characters(text: str) -> None:
    told = read_serial(text, ())
    assert [plain(one.searched) for one in told.serials] == ["BKS?12", "BKS??12", "BKS???12"]
    assert "Write ? for each" in str(told.notes[0])


@pytest.mark.parametrize("text", ["12345 (rusted)", "AB1234 [old number]", "C 4412 (barrel 9981)"])
def test_words_in_brackets_behind_a_number_are_no_gap_in_it(text: str) -> None:
    assert not any("?" in one.searched for one in read_serial(text, ()).serials)
