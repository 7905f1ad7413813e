"""What an officer is told: the verdict, the candidates, the reasons."""

import threading
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from salwa.kernel.identification.collecting import WIDEST
from salwa.kernel.identification.delta import Delta
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.model import Evidence, Ranking, SerialText, Verdict, Weighted
from salwa.kernel.identification.segments import Segment, write_segment
from tests.kernel.identification.registers import asked, batch, index, numbered, row

SPARSE = [
    row(100 + n, f"{letters}{n * 7919 % 10000:04d}", make=3, model=30) for n, letters in enumerate(["HK", "VX"] * 40)
]
FLEET = [row(1000 + n, f"BKS{n:03d}", make=7, model=70, calibre=5) for n in range(100, 180)]


def kinds(ranking: Ranking) -> set[str]:
    return {reason.kind for reason in ranking.candidates[0].reasons if reason.field == "serial"}


def test_the_serial_as_registered_is_a_match() -> None:
    ranking = index(row(1, "BKS012", make=7), *SPARSE).search(asked("BKS012", make=7))
    assert ranking.verdict == Verdict.MATCH
    assert ranking.candidates[0].record == 1
    assert kinds(ranking) == {"same"}


def test_a_letter_for_a_digit_and_a_space_are_corrected_and_told() -> None:
    ranking = index(row(1, "BKS012", make=7), *SPARSE).search(asked("BKS O12", make=7))
    assert ranking.verdict == Verdict.MATCH_CORRECTED
    assert kinds(ranking) == {"look_alike", "spacing"}
    assert [(r.position, r.written, r.registered) for r in ranking.candidates[0].reasons if r.kind == "look_alike"] == [
        (4, "O", "0")
    ]


def test_a_neighbour_of_the_fleet_is_not_taken_for_a_registered_firearm() -> None:
    ranking = index(*FLEET).search(asked("BKS134", make=7, model=70))
    assert ranking.verdict == Verdict.MATCH
    assert ranking.candidates[0].record == 1134


def test_an_absent_serial_amid_a_fleet_is_no_confident_match_of_its_neighbour() -> None:
    absent = [one for one in FLEET if one["serial"] != "BKS134"]
    ranking = index(*absent).search(asked("BKS134", make=7, model=70))
    assert ranking.verdict in (Verdict.AMBIGUOUS, Verdict.NO_RECORD)
    assert ranking.candidates[0].probability < 0.5


def test_one_serial_of_two_makers_is_ambiguous_until_the_make_is_told() -> None:
    register = index(row(1, "TE1234", make=4), row(2, "ТЕ 1234", make=5), *SPARSE)
    unsure = register.search(asked("TE 1234"))
    assert unsure.verdict == Verdict.AMBIGUOUS
    assert unsure.equals == 2
    assert [one.record for one in unsure.candidates[:2]] == [1, 2]
    sure = register.search(asked("TE 1234", make=5))
    assert sure.verdict == Verdict.MATCH
    assert sure.candidates[0].record == 2
    assert "script" in kinds(sure)


def test_a_serial_far_from_all_is_no_record() -> None:
    ranking = index(*SPARSE).search(asked("QWERTY778899", make=3))
    assert ranking.verdict == Verdict.NO_RECORD
    assert ranking.complete
    assert ranking.not_in_register > 0.9


@pytest.mark.parametrize("serial", ["", "?", "??", "7", "---", "\x00\u202e"])
def test_what_cannot_be_read_is_insufficient_and_never_no_record(serial: str) -> None:
    ranking = index(*SPARSE).search(asked(serial, make=3, model=30))
    assert ranking.verdict == Verdict.INSUFFICIENT
    assert ranking.candidates == ()


def test_three_characters_are_too_few_to_say_no_record() -> None:
    assert index(*SPARSE).search(asked("ZZ9")).verdict == Verdict.INSUFFICIENT


def test_an_empty_register_answers() -> None:
    assert Index([]).search(asked("BKS012")).verdict == Verdict.NO_RECORD


def test_every_record_that_fits_the_readable_characters_is_a_candidate_in_a_stable_order() -> None:
    fits = [row(n, serial, make=9) for n, serial in enumerate(("D612231", "D645251", "D699291"), 1)]
    register = index(*fits, row(9, "D712239", make=9))
    first = register.search(asked("D 6??2?1", make=9))
    assert [one.record for one in first.candidates[:3]] == [1, 2, 3]
    assert first == register.search(asked("D 6??2?1", make=9))
    assert first.verdict == Verdict.AMBIGUOUS
    assert [r.position for r in first.candidates[0].reasons if r.kind == "unreadable"] == [3, 4, 6]


@pytest.mark.parametrize(
    ("written", "kind", "position", "there", "held"),
    [
        ("HX779245", "transposed", 1, "HX", "XH"),
        ("XH77924", "suffix_lost", 8, "", "5"),
        ("779245", "prefix_lost", 1, "", "XH"),
        ("XH7792455", "inserted", 9, "5", ""),
        ("XH77?245", "unreadable", 5, "?", "9"),
        ("XH77945", "dropped", 6, "", "2"),
        ("XH779345", "substituted", 6, "3", "2"),
    ],
)
def test_the_place_of_a_difference_is_told(written: str, kind: str, position: int, there: str, held: str) -> None:
    ranking = index(row(1, "XH779245", make=6), *SPARSE).search(asked(written, make=6))
    assert ranking.candidates[0].record == 1
    told = [r for r in ranking.candidates[0].reasons if r.kind == kind]
    assert [(r.position, r.written, r.registered) for r in told] == [(position, there, held)]


def test_zeros_that_a_spreadsheet_lost_are_found_again() -> None:
    register = index(row(1, "0007712", make=6), *SPARSE)
    for written in ("7712", "07712", "00007712"):
        first = register.search(asked(written, make=6)).candidates[0]
        assert first.record == 1
        assert first.probability > 0.5
    assert register.search(asked("7712", make=6)).verdict != Verdict.NO_RECORD


def test_the_more_is_contradicted_the_likelier_it_is_another_firearm_of_that_number() -> None:
    register = index(row(1, "24518", make=6, calibre=3, type=1), *SPARSE)
    bare = asked("24518")
    make = replace(bare, makes=(Weighted(7),))
    both = replace(make, calibres=(Weighted(4),))
    all_three = replace(both, types=(Weighted(2),))
    said = [register.search(one).candidates[0].probability for one in (bare, make, both, all_three)]
    assert said == sorted(said, reverse=True)
    assert said[2] < 0.95
    assert said[3] < 0.6


def test_fields_that_differ_or_are_left_open_are_told() -> None:
    evidence = Evidence(
        serials=(SerialText("XH779245"),), makes=(Weighted(6),), models=(Weighted(61),), calibres=(Weighted(2),)
    )
    ranking = index(row(1, "XH779245", make=6, model=60), *SPARSE).search(evidence)
    assert {(r.field, r.kind) for r in ranking.candidates[0].reasons} == {
        ("serial", "same"),
        ("make", "same"),
        ("model", "differs"),
        ("calibre", "missing"),
    }


def beyond(ranking: Ranking) -> float:
    return 1.0 - sum(one.probability for one in ranking.candidates) - ranking.not_in_register


def test_the_fewer_edits_are_looked_for_the_more_stays_open() -> None:
    register = index(*FLEET[:20])
    shares = [beyond(register.search(asked(text, make=7), limit=64)) for text in ("WWQ40404", "WWQ404?4", "W?Q?04?4")]
    assert 0.0 < shares[0] < 0.05 < shares[1] < shares[2]
    assert 0.0 <= beyond(register.search(asked("BKS10?", make=7), limit=64)) < 0.05


def test_where_little_is_looked_for_nothing_found_is_no_proof() -> None:
    register = index(*FLEET[:20])
    assert register.search(asked("WWQ40404", make=7)).verdict == Verdict.NO_RECORD
    assert register.search(asked("W?Q?04?4", make=7)).verdict == Verdict.INSUFFICIENT


def test_a_short_number_beside_the_serial_does_not_drown_what_is_found() -> None:
    alone = index(*FLEET[:20]).search(Evidence(serials=(SerialText("BKS1O31", 0.95),), makes=(Weighted(7),)))
    beside = Evidence(serials=(SerialText("BKS1O31", 0.95), SerialText("40", 0.4)), makes=(Weighted(7),))
    answer = index(*FLEET[:20]).search(beside)
    assert answer.not_in_register == pytest.approx(alone.not_in_register, abs=0.1)
    assert answer.candidates[0].record == alone.candidates[0].record


def test_the_other_text_of_a_question_may_be_the_serial() -> None:
    evidence = Evidence(serials=(SerialText("GHA2016", 0.4), SerialText("1187342", 0.8)), makes=(Weighted(8),))
    ranking = index(row(1, "1187342", make=8), *SPARSE).search(evidence)
    assert (ranking.verdict, ranking.candidates[0].record) == (Verdict.MATCH, 1)


def test_one_record_found_by_two_of_its_marks_is_one_candidate() -> None:
    register = index(row(1, "KR55012", make=6), row(1, "KR55O12", make=6, role=1), *SPARSE)
    ranking = register.search(asked("KR55012", make=6))
    assert [one.record for one in ranking.candidates].count(1) == 1
    assert ranking.verdict == Verdict.MATCH


def test_segments_and_delta_are_searched_as_one(tmp_path: Path) -> None:
    write_segment(tmp_path / "one", pa.Table.from_batches([numbered(["AA1000", "AA2000"], make=1)]))
    write_segment(tmp_path / "two", pa.Table.from_batches([batch([row(3, "CC3000", make=1)])]))
    delta = Delta()
    register = Index([Segment.open(tmp_path / "one"), Segment.open(tmp_path / "two")], delta)
    assert register.search(asked("CC3000")).candidates[0].record == 3
    assert register.search(asked("DD4000")).verdict == Verdict.NO_RECORD
    delta.put(batch([row(4, "DD4000", make=1), row(1, "EE5000", make=1)]))
    assert register.search(asked("DD4000")).candidates[0].record == 4
    assert register.search(asked("EE5000")).candidates[0].record == 1
    assert 1 not in {one.record for one in register.search(asked("AA1000")).candidates}
    delta.put(batch([row(2, "")]))
    assert 2 not in {one.record for one in register.search(asked("AA2000")).candidates}


def test_threads_may_share_an_index_while_records_come_in() -> None:
    delta = Delta()
    delta.put(batch(FLEET))
    register = Index([], delta)
    wrong: list[str] = []

    def ask(start: int) -> None:
        for n in range(start, 180, 4):
            answer = register.search(asked(f"BKS{n}", make=7, model=70))
            if answer.candidates[0].record != 1000 + n:
                wrong.append(f"BKS{n}")

    threads = [threading.Thread(target=ask, args=(100 + k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for n in range(30):
        delta.put(batch([row(5000 + n, f"ZRX{n:04d}", make=2)]))
    for thread in threads:
        thread.join()
    assert wrong == []
    assert register.search(asked("ZRX0029", make=2)).candidates[0].record == 5029


def test_a_text_that_is_hardly_a_serial_is_found_where_registered_and_proves_nothing_otherwise() -> None:
    weak = Evidence(serials=(SerialText("KTBXQV", 0.2),))
    assert index(row(1, "KTBXQV"), *SPARSE).search(weak).verdict == Verdict.MATCH
    assert index(*SPARSE).search(weak).verdict == Verdict.INSUFFICIENT
    assert index().search(weak).verdict == Verdict.INSUFFICIENT


def test_however_many_are_alike_all_are_counted_and_none_is_left_out() -> None:
    many = index(*(row(number, "AB1234", make=7) for number in range(1, 201)), row(999, "AB1235", make=7))
    found = many.search(asked("AB1234", make=7), limit=500)
    assert (found.equals, found.complete, found.verdict) == (200, True, Verdict.AMBIGUOUS)
    assert {one.record for one in found.candidates} >= set(range(1, 201))
    assert many.search(asked("AB1234", make=7), limit=5).equals == 200
    assert sum(one.probability for one in found.candidates) + found.not_in_register == pytest.approx(1.0, abs=0.02)


def test_more_alike_than_are_counted_are_said_to_be_more() -> None:
    many = index(*(row(number, "AB1234") for number in range(1, WIDEST + 10)))
    found = many.search(asked("AB1234"))
    assert (found.equals, found.complete) == (WIDEST, False)
