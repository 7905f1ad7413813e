"""The ten acceptance cases of tracing, as far as one State's register goes, each with two adversarial twins.

Source: tracing.md section 6. Of each case one twin is a near serial that must not be taken for the true one, the other
the same marks in another script. Serials are invented.
"""

import json
from typing import Any

import pytest

from salwa.kernel.identification.model import Verdict
from salwa.kernel.marks.model import MarkKind
from tests.acceptance.desk import Desk
from tests.conftest import NodeUnderTest

pytestmark = pytest.mark.django_db

FOUND = {Verdict.MATCH, Verdict.MATCH_CORRECTED}


def told(node: NodeUnderTest, *arguments: str) -> Any:
    """Give what a command of the node prints as JSON."""
    done = node.salwa(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestCase1LookAlikeAndSpace:
    """GLOCK 17 AUSTRIA 9x19, "BKS O12": the record is BKS012."""

    MARKS = "GLOCK 17 AUSTRIA BKS O12 9x19"

    def test_the_record_is_found_with_both_corrections_shown(self, desk: Desk) -> None:
        true = desk.register(serial="BKS012", make="Glock", model="17", calibre="9x19", country="AT")
        answer = desk.identify(marks=self.MARKS)
        assert answer.verdict is Verdict.MATCH_CORRECTED
        assert answer.best.record == true
        assert ("look_alike", 4, "O", "0") in desk.reasons(answer)
        assert any(kind == "spacing" for kind, *_ in desk.reasons(answer))
        assert len(answer.candidates) == 1

    def test_near_twin_the_next_number_is_not_taken_for_it(self, desk: Desk) -> None:
        desk.register(serial="BKS112", make="Glock", model="17", calibre="9x19", country="AT")
        answer = desk.identify(marks=self.MARKS)
        assert answer.verdict not in FOUND

    def test_near_twin_a_fleet_around_it_does_not_hide_it(self, desk: Desk) -> None:
        records = {
            number: desk.register(serial=f"BKS{number:03d}", make="Glock", model="17", calibre="9x19")
            for number in range(8, 16)
        }
        answer = desk.identify(marks=self.MARKS)
        assert answer.verdict is Verdict.MATCH_CORRECTED
        assert answer.best.record == records[12]

    def test_script_twin_cyrillic_letters_of_the_same_shape(self, desk: Desk) -> None:
        true = desk.register(serial="BKS012", make="Glock", model="17", calibre="9x19", country="AT")
        answer = desk.identify(serial="ВКЅ О12", make="Глок", calibre="9x19")
        assert answer.verdict is Verdict.MATCH_CORRECTED
        assert answer.best.record == true
        assert any(kind == "script" for kind, *_ in desk.reasons(answer))


class TestCase2ImporterInTheSerialField:
    """make "CENTURY ARMS", serial "CAI GEORGIA VT", side "1-23456-2003 ROMANIA": a Cugir WASR-10."""

    def test_the_number_in_the_remark_leads_to_the_record(self, desk: Desk) -> None:
        true = desk.register(
            serial="1-23456-2003", make="Cugir", model="WASR-10", calibre="7.62x39", country="RO", import_country="US"
        )
        answer = desk.identify(make="CENTURY ARMS", serial="CAI GEORGIA VT", remarks="1-23456-2003 ROMANIA")
        assert answer.verdict in FOUND
        assert answer.best.record == true
        kinds = {reading.text: reading.kind for reading in answer.reading}
        assert MarkKind.IMPORTER in kinds.values()
        assert not any(reading.kind is MarkKind.SERIAL and "GEORGIA" in reading.text for reading in answer.reading)
        assert MarkKind.COUNTRY in kinds.values()

    def test_near_twin_the_next_rifle_of_the_year(self, desk: Desk) -> None:
        desk.register(serial="1-23457-2003", make="Cugir", model="WASR-10", calibre="7.62x39", country="RO")
        answer = desk.identify(make="CENTURY ARMS", serial="CAI GEORGIA VT", remarks="1-23456-2003 ROMANIA")
        assert answer.verdict not in FOUND

    def test_script_twin_arabic_digits(self, desk: Desk) -> None:
        true = desk.register(serial="1-23456-2003", make="Cugir", model="WASR-10", calibre="7.62x39", country="RO")
        answer = desk.identify(make="CENTURY ARMS", serial="CAI GEORGIA VT", remarks="١-٢٣٤٥٦-٢٠٠٣ ROMANIA")
        assert answer.best is not None
        assert answer.best.record == true
        assert answer.verdict in FOUND


class TestCase3NotASerial:
    """A calibre, a model, an approval number or a condition in the serial field decides nothing."""

    @pytest.mark.parametrize(
        ("written", "kind"),
        [
            ("7.62x39", MarkKind.CALIBRE),
            ("M70AB2", MarkKind.MODEL),
            ("PTB 895", MarkKind.APPROVAL),
            ("rusted", MarkKind.CONDITION),
        ],
    )
    def test_it_is_named_for_what_it_is_and_never_no_record(self, desk: Desk, written: str, kind: MarkKind) -> None:
        desk.register(serial="345678", make="Zastava", model="M70AB2", calibre="7.62x39")
        answer = desk.identify(serial=written)
        assert answer.verdict is Verdict.INSUFFICIENT
        assert kind in {reading.kind for reading in answer.reading}
        assert not answer.candidates

    @pytest.mark.parametrize(
        ("written", "registered"),
        [("7.62x39", "76239"), ("M70AB2", "M70A82"), ("PTB 895", "P78895"), ("rusted", "RU57ED")],
    )
    def test_near_twin_a_serial_that_looks_like_it_is_no_match(self, desk: Desk, written: str, registered: str) -> None:
        desk.register(serial=registered, make="Zastava", calibre="7.62x39")
        answer = desk.identify(serial=written)
        assert answer.verdict is Verdict.INSUFFICIENT

    @pytest.mark.parametrize("written", ["٧٫٦٢×٣٩", "М70АВ2", "РТВ 895", "ржавый", "raspado", "锈蚀"])
    def test_script_twin(self, desk: Desk, written: str) -> None:
        desk.register(serial="345678", make="Zastava", model="M70AB2", calibre="7.62x39")
        assert desk.identify(serial=written).verdict is Verdict.INSUFFICIENT


class TestCase4SameShapeInTwoScripts:
    """Makarov "TE 1234": Izhevsk has ТЕ 1234 in Cyrillic, Suhl TE 1234 in Latin letters."""

    def two(self, desk: Desk) -> tuple[str, str]:
        izhevsk = desk.register(
            serial="ТЕ 1234", make="Izhevsk", model="Makarov PM", calibre="9x18", country="RU", year=1973
        )
        suhl = desk.register(serial="TE 1234", make="Suhl", model="Makarov PM", calibre="9x18")
        return izhevsk, suhl

    def test_without_a_factory_mark_both_stay(self, desk: Desk) -> None:
        records = self.two(desk)
        answer = desk.identify(model="Makarov", serial="TE 1234")
        assert answer.verdict is Verdict.AMBIGUOUS
        assert {one.record for one in answer.candidates} == set(records)

    def test_the_factory_mark_decides(self, desk: Desk) -> None:
        izhevsk, _suhl = self.two(desk)
        answer = desk.identify(model="Makarov", serial="TE 1234", remarks="triangle with circle, 1973")
        assert answer.verdict in FOUND
        assert answer.best.record == izhevsk

    def test_near_twin_another_digit(self, desk: Desk) -> None:
        desk.register(serial="ТЕ 1264", make="Izhevsk", model="Makarov PM", calibre="9x18")
        assert desk.identify(model="Makarov", serial="TE 1234").verdict not in FOUND

    def test_script_twin_written_in_cyrillic(self, desk: Desk) -> None:
        izhevsk, _suhl = self.two(desk)
        answer = desk.identify(make="Ижевск", model="ПМ", serial="ТЕ 1234")
        assert answer.verdict in FOUND
        assert answer.best.record == izhevsk


class TestCase5FactoryNumberInATriangle:
    """五六式, "66" in a triangle, 2114567: factories 66 and 386 both made a 2114567."""

    def two(self, desk: Desk) -> tuple[str, str]:
        one = desk.register(serial="2114567", make="Factory 66", model="Type 56", calibre="7.62x39", country="CN")
        other = desk.register(serial="2114567", make="Factory 386", model="Type 56", calibre="7.62x39", country="CN")
        return one, other

    def test_with_the_factory_mark_one_matches(self, desk: Desk) -> None:
        one, _other = self.two(desk)
        answer = desk.identify(model="五六式", make="66 in triangle", serial="2114567")
        assert answer.verdict in FOUND
        assert answer.best.record == one

    def test_without_it_two_stay(self, desk: Desk) -> None:
        records = self.two(desk)
        answer = desk.identify(model="五六式", serial="2114567")
        assert answer.verdict is Verdict.AMBIGUOUS
        assert {candidate.record for candidate in answer.candidates} == set(records)

    def test_near_twin_two_digits_exchanged(self, desk: Desk) -> None:
        desk.register(serial="2115467", make="Factory 386", model="Type 56", calibre="7.62x39", country="CN")
        answer = desk.identify(model="五六式", make="66 in triangle", serial="2114567")
        assert answer.verdict not in FOUND

    def test_script_twin_full_width_and_chinese_digits(self, desk: Desk) -> None:
        one, _other = self.two(desk)
        for written in ("２１１４５６７", "二一一四五六七"):
            answer = desk.identify(model="56式", make="66 in triangle", serial=written)
            assert answer.verdict in FOUND
            assert answer.best.record == one


class TestCase6ImportMarkInTheSerialField:
    """FN FAL, serial "GHA 2016", other number "1187342"."""

    def true(self, desk: Desk) -> str:
        return desk.register(
            serial="1187342",
            make="FN Herstal",
            model="FAL",
            calibre="7.62x51",
            country="BE",
            import_country="GH",
            import_year=2016,
        )

    def test_the_import_mark_is_read_and_the_number_leads_to_the_record(self, desk: Desk) -> None:
        true = self.true(desk)
        answer = desk.identify(make="FN", model="FAL", serial="GHA 2016", remarks="other number 1187342")
        assert answer.verdict in FOUND
        assert answer.best.record == true
        assert any(one.kind is MarkKind.IMPORT and one.year == 2016 for one in answer.reading)

    def test_near_twin_the_rifle_beside_it(self, desk: Desk) -> None:
        desk.register(serial="1187343", make="FN Herstal", model="FAL", calibre="7.62x51", country="BE")
        answer = desk.identify(make="FN", model="FAL", serial="GHA 2016", remarks="other number 1187342")
        assert answer.verdict not in FOUND

    def test_script_twin_arabic_digits(self, desk: Desk) -> None:
        true = self.true(desk)
        answer = desk.identify(make="FN", model="FAL", serial="GHA 2016", remarks="١١٨٧٣٤٢")
        assert answer.verdict in FOUND
        assert answer.best.record == true


class TestCase7AComponentOfAnotherWeapon:
    """SIG P320: slide 58A654321, window in the grip 58B123456; the slide belongs to a weapon reported stolen.

    Everything by the commands that a registrar and an officer have.
    """

    @pytest.fixture(scope="class")
    @classmethod
    def two(cls, node: NodeUnderTest) -> tuple[str, str]:
        sig = ("record", "firearm", "--make", "SIG Sauer", "--model", "P320", "--calibre", "9x19", "--json")
        held = told(node, *sig, "--serial", "58B123456")["record"]
        stolen = told(node, *sig, "--serial", "58A654399", "--component", "slide:58A654321")["record"]
        theft = ("--happened", "2020", "--answer", "police_report=R 3/2020")
        assert node.salwa("record", "theft", stolen, *theft).returncode == 0
        return held, stolen

    def asked(self, node: NodeUnderTest, serial: str, remarks: str = "") -> tuple[dict[str, Any], set[tuple[str, str]]]:
        marks = ("--make", "SIG Sauer", "--model", "P320", "--serial", serial, "--remarks", remarks)
        answer = told(node, "--as", "tracing_officer", "identify", *marks, "--json")
        return answer, {(one["kind"], one["record"]) for one in answer["findings"]}

    def test_the_frame_matches_and_the_slide_is_a_finding_of_its_own(
        self, node: NodeUnderTest, two: tuple[str, str]
    ) -> None:
        held, stolen = two
        answer, findings = self.asked(node, "58B123456", "slide 58A654321")
        assert answer["verdict"] in FOUND
        assert answer["candidates"][0]["record"] == held
        assert findings >= {("shared_component", stolen), ("stolen", stolen)}

    def test_the_slide_alone_leads_to_its_weapon_in_words(self, node: NodeUnderTest, two: tuple[str, str]) -> None:
        _held, stolen = two
        answer, findings = self.asked(node, "58A654321")
        assert answer["candidates"][0]["record"] == stolen
        assert findings == {("component_serial", stolen), ("stolen", stolen)}

    def test_a_barrel_recorded_later_leads_to_its_weapon(self, node: NodeUnderTest, two: tuple[str, str]) -> None:
        held, _stolen = two
        assert node.salwa("record", "component", held, "barrel:77K310552").returncode == 0
        answer, findings = self.asked(node, "77K310552")
        assert answer["candidates"][0]["record"] == held
        assert findings == {("component_serial", held)}

    def test_near_twin_a_slide_one_digit_off_makes_no_finding(self, node: NodeUnderTest, two: tuple[str, str]) -> None:
        answer, findings = self.asked(node, "58B123456", "slide 58A654320")
        assert answer["candidates"][0]["record"] == two[0]
        assert "shared_component" not in {kind for kind, _record in findings}

    def test_script_twin_cyrillic_letters_of_the_same_shape(self, node: NodeUnderTest, two: tuple[str, str]) -> None:
        held, stolen = two
        answer, findings = self.asked(node, "58В123456", "slide 58А654321")
        assert answer["candidates"][0]["record"] == held
        assert ("shared_component", stolen) in findings


class TestCase8UnreadableCharacters:
    """Revolver, S&W 10, "D 6??2?1", ground: three records fit."""

    FITTING = ("D601241", "D613271", "D688211")

    def three(self, desk: Desk) -> set[str]:
        for other in ("D601351", "D513271", "D6132714", "J601241"):
            desk.register(serial=other, make="Smith & Wesson", model="Model 10", calibre=".38 Special", kind="revolver")
        return {
            desk.register(
                serial=serial, make="Smith & Wesson", model="Model 10", calibre=".38 Special", kind="revolver"
            )
            for serial in self.FITTING
        }

    def test_the_three_are_named_in_a_stable_order(self, desk: Desk) -> None:
        records = self.three(desk)
        answers = [
            desk.identify(type="revolver", make="S&W", model="10", serial="D 6??2?1", remarks="ground")
            for _ in range(3)
        ]
        assert answers[0].verdict is Verdict.AMBIGUOUS
        assert {one.record for one in answers[0].candidates[:3]} == records
        assert len({tuple(one.record for one in answer.candidates) for answer in answers}) == 1
        assert {position for kind, position, *_ in desk.reasons(answers[0]) if kind == "unreadable"} == {3, 4, 6}

    def test_near_twin_a_readable_digit_that_differs_ranks_below(self, desk: Desk) -> None:
        records = self.three(desk)
        answer = desk.identify(type="revolver", make="S&W", model="10", serial="D 6??2?1")
        fitting = min(one.probability for one in answer.candidates if one.record in records)
        assert all(one.probability < fitting / 5 for one in answer.candidates if one.record not in records)

    def test_script_twin_a_cyrillic_letter(self, desk: Desk) -> None:
        records = self.three(desk)
        answer = desk.identify(type="револьвер", make="Смит-Вессон", serial="Д 6??2?1")
        assert {one.record for one in answer.candidates[:3]} == records


class TestCase9WellFormedAndNotRegistered:
    """CZ 75, 9 mm Luger, "B3456": no record in this State."""

    def test_nothing_fits(self, desk: Desk) -> None:
        desk.register(serial="K7710", make="CZ", model="75", calibre="9x19")
        answer = desk.identify(make="CZ", model="75", calibre="9 mm Luger", serial="B3456")
        assert answer.verdict is Verdict.NO_RECORD
        assert answer.not_in_register > 0.9

    def test_near_twin_a_neighbour_in_the_series(self, desk: Desk) -> None:
        desk.register(serial="B3458", make="CZ", model="75", calibre="9x19")
        desk.register(serial="B3455", make="CZ", model="75", calibre="9x19")
        answer = desk.identify(make="CZ", model="75", calibre="9 mm Luger", serial="B3456")
        assert answer.verdict not in FOUND

    def test_script_twin_a_cyrillic_letter(self, desk: Desk) -> None:
        desk.register(serial="K7710", make="CZ", model="75", calibre="9x19")
        answer = desk.identify(make="ЧЗ", model="75", serial="В3456")
        assert answer.verdict is Verdict.NO_RECORD


class TestCase10RecordedDestroyed:
    """Zastava M70, 345678, fires; recorded destroyed in 2011."""

    def destroyed(self, desk: Desk) -> str:
        return desk.register(serial="345678", make="Zastava", model="M70", calibre="7.62x39", destroyed_in=2011)

    def test_the_record_is_found_and_the_conflict_told(self, desk: Desk) -> None:
        true = self.destroyed(desk)
        answer = desk.identify(make="Zastava", model="M70", serial="345678")
        assert answer.verdict in FOUND
        assert answer.best.record == true
        assert ("destroyed", true) in {(one.kind, one.record) for one in answer.findings}
        assert desk.is_destroyed(true)

    def test_near_twin_a_living_rifle_two_digits_away(self, desk: Desk) -> None:
        self.destroyed(desk)
        living = desk.register(serial="345687", make="Zastava", model="M70", calibre="7.62x39")
        answer = desk.identify(make="Zastava", model="M70", serial="345687")
        assert answer.best.record == living
        assert "destroyed" not in {one.kind for one in answer.findings if one.record == living}

    def test_script_twin_arabic_digits_and_cyrillic_names(self, desk: Desk) -> None:
        true = self.destroyed(desk)
        answer = desk.identify(make="Застава", model="М70", serial="٣٤٥٦٧٨")
        assert answer.verdict in FOUND
        assert answer.best.record == true
        assert ("destroyed", true) in {(one.kind, one.record) for one in answer.findings}
