"""What an officer wrote becomes typed marks: the acceptance cases of tracing.md section 6, and any text at all."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.kernel.marks import MarkKind, Reads, Written, read
from salwa.kernel.marks.folding import folded
from salwa.kernel.vocabularies import calibres, countries, makes, models

COLUMNS = ("marks", "serial", "make", "model", "calibre", "type", "remarks")


def ids(reads: Reads, kind: MarkKind) -> list[str]:
    """The ids of the terms that were read as ``kind``."""
    of = {MarkKind.MODEL: models, MarkKind.CALIBRE: calibres, MarkKind.COUNTRY: countries, MarkKind.IMPORT: countries}
    vocabulary = of.get(kind, makes)()
    return [vocabulary.by_code(r.code).id for r in reads.readings if r.kind is kind and r.code]  # type: ignore[attr-defined]


def serials(reads: Reads) -> list[str]:
    return [reading.text for reading in reads.serials]


def searched(serial: str) -> dict[str, float]:
    return {one.text: one.confidence for one in read(Written(serial=serial)).serials}


@pytest.mark.parametrize(
    ("written", "plain", "unread"),
    [
        ("3456xx", "3456xx", "3456??"),
        ("AB12xxx", "AB12xxx", "AB12???"),
        ("BKS01x", "BKS01x", None),
        ("3456XX", "3456XX", None),
        ("ab34xx", "ab34xx", None),
    ],
)
def test_small_x_at_the_end_may_be_characters_that_could_not_be_read(
    written: str, plain: str, unread: str | None
) -> None:
    found = searched(written)
    assert set(found) == {plain, unread} - {None}
    if unread:
        assert 0.3 < found[unread] < found[plain]
        assert any("small x" in note for note in read(Written(serial=written)).notes)


@pytest.mark.parametrize("written", ["AB1234?", "AB1234 ?", "AB1234 (?)"])
def test_a_question_mark_at_the_end_is_a_lost_character_or_doubt_about_the_whole(written: str) -> None:
    found = searched(written)
    assert "AB1234" in found
    assert any(folded(text) == folded("AB1234?") and text != "AB1234" for text in found)
    assert all(reading.text == written for reading in read(Written(serial=written)).readings)


def test_two_question_marks_at_the_end_are_two_lost_characters() -> None:
    assert set(searched("AB123??")) == {"AB123??"}


def test_doubt_is_read_among_all_marks_too() -> None:
    found = [one.text for one in read(Written(marks="GLOCK 17 BKS01xx 9x19")).serials]
    assert found == ["BKS01xx", "BKS01??"]


class TestCase1:
    """GLOCK 17 AUSTRIA 9x19, "BKS O12"."""

    @pytest.mark.parametrize(
        "written",
        [
            Written(marks="GLOCK 17 AUSTRIA BKS O12 9x19"),
            Written(marks="GLOCK 17 AUSTRIA 9x19", serial="BKS O12"),
            Written(make="glok", model="17", calibre="9 MM", serial="BKS O12"),
            Written(marks="ГЛОК 17 Австрия 9х19 ВКЅ О12"),
            Written(marks="غلوك 17 النمسا BKS O12 عيار 9 ملم"),
        ],
    )
    def test_maker_model_calibre_and_serial(self, written: Written) -> None:
        reads = read(written)
        assert folded(serials(reads)[0]) == folded("BKS012")
        assert ids(reads, MarkKind.MAKER) == ["glock"]
        assert ids(reads, MarkKind.MODEL) == ["glock-glock-17"]
        assert ids(reads, MarkKind.CALIBRE) == ["9x19mm-parabellum"]

    def test_the_country_is_read_and_the_text_kept(self) -> None:
        reads = read(Written(marks="GLOCK 17 AUSTRIA BKS O12 9x19"))
        assert ids(reads, MarkKind.COUNTRY) == ["AT"]
        assert "BKS O12" in [reading.text for reading in reads.readings]

    def test_twin_a_neighbour_stays_another_number(self) -> None:
        assert folded(serials(read(Written(marks="GLOCK 17 AUSTRIA BKS O13 9x19")))[0]) != folded("BKS012")


class TestCase2:
    """Importer's inscription in the serial column, the number in the remarks."""

    WRITTEN = Written(make="CENTURY ARMS", serial="CAI GEORGIA VT", remarks="side: 1-23456-2003 ROMANIA")

    def test_the_number_is_found_and_the_importer_is_no_maker(self) -> None:
        reads = read(self.WRITTEN)
        assert serials(reads) == ["1-23456-2003"]
        assert reads.serials[0].column == "remarks"
        assert ids(reads, MarkKind.MAKER) == []
        assert set(ids(reads, MarkKind.IMPORTER)) == {"century-arms"}
        assert ids(reads, MarkKind.COUNTRY) == ["RO"]
        assert "1-23456-2003 in remarks was taken as the serial number." in reads.notes

    def test_twin_another_script(self) -> None:
        reads = read(dataclasses.replace(self.WRITTEN, remarks="сбоку: 1-٢٣٤٥٦-2003 Румыния"))
        assert folded(serials(reads)[0]) == folded("1-23456-2003")
        assert ids(reads, MarkKind.COUNTRY) == ["RO"]

    def test_twin_no_number_anywhere(self) -> None:
        assert serials(read(dataclasses.replace(self.WRITTEN, remarks="side: ROMANIA"))) == []


class TestCase3:
    """Not a serial number: calibre, model, approval number, condition."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("7.62x39", MarkKind.CALIBRE), ("7,62х39", MarkKind.CALIBRE), ("٧٫٦٢x٣٩ ملم", MarkKind.REMARK),
            ("M70AB2", MarkKind.MODEL), ("М70АБ2", MarkKind.MODEL), ("PTB 895", MarkKind.APPROVAL),
            ("rusted", MarkKind.CONDITION), ("ржавый", MarkKind.CONDITION), ("生锈", MarkKind.CONDITION),
        ],
    )  # fmt: skip
    def test_no_serial_number_and_a_note(self, text: str, kind: MarkKind) -> None:
        reads = read(Written(serial=text))
        if kind is MarkKind.REMARK:
            assert not serials(reads) or reads.serials[0].confidence < 0.9
            return
        assert serials(reads) == []
        assert reads.readings[0].kind is kind
        assert reads.notes

    def test_twin_near_it_a_real_number(self) -> None:
        assert serials(read(Written(serial="PTR 89512"))) == ["PTR 89512"]
        assert serials(read(Written(serial="M70AB21234"))) == ["M70AB21234"]


class TestCase4:
    """Makarov TE 1234: two scripts; then the factory's mark."""

    @pytest.mark.parametrize("text", ["Makarov TE 1234", "Макаров ТЕ 1234", "пистолет Макарова ТЕ 1234"])
    def test_model_and_serial_in_either_script(self, text: str) -> None:
        reads = read(Written(marks=text))
        assert ids(reads, MarkKind.MODEL) == ["izhevsk-baikal-makarov-pm"]
        assert folded(serials(reads)[0]) == folded("TE1234")
        assert ids(reads, MarkKind.MAKER) == []

    def test_the_factory_mark_names_the_maker_and_the_year_is_no_serial_number(self) -> None:
        reads = read(Written(marks="Makarov TE 1234, triangle with circle, 1973"))
        assert ids(reads, MarkKind.MAKER) == ["izhevsk-baikal"]
        assert [r.year for r in reads.readings if r.kind is MarkKind.YEAR] == [1973]
        assert folded(serials(reads)[0]) == folded("TE1234")


class TestCase5:
    """五六式, 66 in triangle, 2114567."""

    @pytest.mark.parametrize(
        "text",
        [
            '五六式, "66" in triangle, 2114567', "五六式，66三角，2114567", "Type 56 triangle 66 2114567",
            "Тип 56 66 в треугольнике 2114567",
            "五六式 66 in triangle ٢١١٤٥٦٧",
        ],
    )  # fmt: skip
    def test_factory_model_and_number(self, text: str) -> None:
        reads = read(Written(marks=text))
        assert ids(reads, MarkKind.MAKER) == ["factory-66"]
        assert ids(reads, MarkKind.MODEL) == ["type-56"]
        assert folded(serials(reads)[0]) == folded("2114567")

    def test_twin_without_the_mark_no_factory_is_named(self) -> None:
        reads = read(Written(marks="五六式, 2114567"))
        assert ids(reads, MarkKind.MAKER) == []

    def test_twin_the_other_factory(self) -> None:
        reads = read(Written(marks='五六式, "386" in triangle, 2114567'))
        assert ids(reads, MarkKind.MAKER) == ["factory-386"]


class TestCase6:
    """An import mark in the serial column, the number beside it."""

    def test_the_import_mark_is_read_and_the_number_taken(self) -> None:
        reads = read(Written(make="FN", model="FAL", serial="GHA 2016", remarks="other number 1187342"))
        assert serials(reads) == ["1187342"]
        mark = next(reading for reading in reads.readings if reading.kind is MarkKind.IMPORT)
        assert (mark.code, mark.year) == (288, 2016)
        assert ids(reads, MarkKind.MAKER) == ["fn-herstal"]

    def test_twin_run_together_it_may_be_a_serial_number(self) -> None:
        reads = read(Written(make="Smith & Wesson", serial="GHA2016"))
        assert serials(reads) == ["GHA2016"]
        assert ids(reads, MarkKind.IMPORT) == ["GH"]

    def test_twin_another_script(self) -> None:
        reads = read(Written(make="FN", model="ФАЛ", serial="Гана 2016", remarks="№ 1187342"))
        assert serials(reads) == ["1187342"]
        assert ids(reads, MarkKind.IMPORT) == ["GH"]


class TestCase7:
    """Two numbers on two parts."""

    @pytest.mark.parametrize(
        "text",
        [
            "slide 58A654321, window in grip 58B123456",
            "套筒 58A654321, 机匣 58B123456",
            "corredera 58A654321; armazón 58B123456",
        ],
    )
    def test_both_are_searched_and_the_part_is_said(self, text: str) -> None:
        reads = read(Written(make="SIG", model="P320", remarks=text))
        assert {folded(one) for one in serials(reads)} == {folded("58A654321"), folded("58B123456")}
        assert {one.reason for one in reads.serials} <= {"on the slide", "on the frame", "on the receiver"}


class TestCase8:
    """Unreadable characters, ground."""

    @pytest.mark.parametrize("text", ["D 6??2?1", "D 6**2*1", "Д 6??2?1"])
    def test_wildcards_stay_and_restoration_is_advised(self, text: str) -> None:
        reads = read(Written(make="S&W", model="10", serial=text, remarks="ground"))
        assert folded(serials(reads)[0]) == "06??2?1"
        assert MarkKind.CONDITION in [reading.kind for reading in reads.readings]
        assert "The number is damaged: have it restored and look for a second place where it stands." in reads.notes


class TestCase9And10:
    """Clean columns."""

    def test_cz_75(self) -> None:
        reads = read(Written(make="CZ", model="75", calibre="9 mm Luger", serial="B3456"))
        assert (ids(reads, MarkKind.MAKER), ids(reads, MarkKind.MODEL)) == (["cz"], ["cz-cz-75"])
        assert serials(reads) == ["B3456"]
        assert reads.notes == ()

    @pytest.mark.parametrize(
        "written", [Written(make="Zastava", model="M70", serial="345678"), Written(marks="ЗАСТАВА М70 345678")]
    )
    def test_zastava(self, written: Written) -> None:
        reads = read(written)
        assert ids(reads, MarkKind.MAKER) == ["zastava"]
        assert ids(reads, MarkKind.MODEL) == ["zastava-m70-rifle"]
        assert serials(reads) == ["345678"]


def test_a_number_in_the_remarks_weighs_less_beside_a_serial_number() -> None:
    reads = read(Written(serial="123456", remarks="found 2024-05-12 in vehicle AB123CD, 10 rounds"))
    assert serials(reads)[0] == "123456"
    assert all(one.confidence < 0.4 for one in reads.serials[1:])
    assert "2024-05-12" not in serials(reads)


def test_a_serial_number_in_the_column_for_the_make_is_found() -> None:
    reads = read(Written(make="BKS012", serial="Glock"))
    assert serials(reads) == ["BKS012"]
    assert ids(reads, MarkKind.MAKER) == ["glock"]


def test_characters_that_turn_the_line_are_left_out_and_told() -> None:
    reads = read(Written(serial="\u202e123\u200b45\u202c"))
    assert serials(reads) == ["12345"]
    assert reads.notes == ("Invisible characters in serial were left out of the reading; the text as written is kept.",)


def test_portuguese_police_wording() -> None:
    reads = read(Written(marks="Pistola Taurus PT 92 AF ponto 40 numeração TKP12345, removido por ação mecânica"))
    assert serials(reads)[0] == "TKP12345"
    assert ids(reads, MarkKind.CALIBRE) == ["40-s-w"]
    assert MarkKind.CONDITION in [reading.kind for reading in reads.readings]


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "A1?" * 40_000,
        "\0" * 100_000,
        "GLOCK 17 " * 20_000,
        ".40 " * 30_000,
        "9 x " * 30_000,
        "式1" * 50_000,
    ],
)
@pytest.mark.parametrize("column", ["serial", "marks", "calibre"])
def test_a_text_of_any_length_is_read_in_part_and_that_is_told(column: str, text: str) -> None:
    reads = read(Written(**{column: text}))
    assert any("is very long" in note for note in reads.notes) or text.startswith("\0")
    assert len(reads.serials) <= 12


MARK = st.sampled_from(
    ["GLOCK", "17", "7.62x39", "BKS O12", "五六式", "66", "in triangle", "ТЕ 1234", "raspado", "PTB 895",
     "GHA 2016", "№", "slide", "?", "…",
     "S&W", ".40", "CAI GEORGIA VT", "غلوك", "٣٤٥", "\u202e", "\0", "/", ",", '"',
     "n/a", "1973", "imported by", "licensed by", "model", "cal."]
)  # fmt: skip


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(COLUMNS), st.text() | st.lists(MARK, max_size=12).map(" ".join)))
def test_anything_can_be_read(columns: dict[str, str]) -> None:
    reads = read(Written(**columns))
    written = "".join(columns.values())
    for reading in (*reads.readings, *reads.serials):
        assert 0 <= reading.confidence <= 1
        assert reading.reason
    if all(text.isprintable() for text in columns.values()):
        assert all(reading.text in written for reading in reads.readings)
    assert [one.confidence for one in reads.serials] == sorted((one.confidence for one in reads.serials), reverse=True)


@pytest.mark.parametrize("text", ["UVG xxx", "345XXX"])
def test_letters_x_at_the_end_are_asked_about(text: str) -> None:
    for reads in (read(Written(serial=text)), read(Written(marks=f"GLOCK {text}"))):
        assert "If X stands for a character that could not be read, write ? instead." in " ".join(reads.notes)


def test_small_x_that_is_searched_as_unread_is_not_asked_about_again() -> None:
    assert "write ? instead" not in " ".join(read(Written(serial="3456xx")).notes)
