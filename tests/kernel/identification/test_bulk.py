"""Many questions at once get the answers that each gets alone."""

from pathlib import Path

import pyarrow as pa

from salwa.kernel.identification.bulk import MATCH_SCHEMA, match_batch
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.identification.questions import questions
from salwa.kernel.identification.segments import Segment, write_segment
from tests.kernel.identification.registers import asked, batch, row

SERIALS = [f"KB{n * 37 % 1000:03d}" for n in range(200)] + [f"{n * 7919 % 100000:05d}" for n in range(400)]
QUESTIONS = [
    *(asked(serial, make=1 + n % 3) for n, serial in enumerate(SERIALS[::9])),
    *(asked(f"{serial[:2]}?{serial[3:]}", calibre=4) for serial in SERIALS[::31]),
    *(asked(serial[1:] + "7") for serial in SERIALS[::17]),
    asked(""),
    asked("?"),
    asked("ZZZZ999"),
    Evidence(serials=(SerialText("KB037", 0.3), SerialText("07919", 0.9)), makes=(Weighted(2, 0.6), Weighted(1, 0.3))),
]


def folders(tmp_path: Path) -> list[Path]:
    rows = [row(n, serial, make=1 + n % 3, calibre=4) for n, serial in enumerate(SERIALS, 1)]
    rows += [row(5, "KBO37", make=2, role=1)]
    for name, some in (("a", rows[:350]), ("b", rows[350:])):
        write_segment(tmp_path / name, pa.Table.from_batches([batch(some)]))
    return [tmp_path / "a", tmp_path / "b"]


def test_each_answer_is_the_one_of_a_single_search(tmp_path: Path) -> None:
    places = folders(tmp_path)
    index = Index([Segment.open(place) for place in places])
    table = match_batch(places, questions((f"q{at}", one) for at, one in enumerate(QUESTIONS)))
    assert table.schema == MATCH_SCHEMA
    lines = table.to_pylist()
    for at, question in enumerate(QUESTIONS):
        mine = [line for line in lines if line["query"] == f"q{at}"]
        answer = index.search(question, limit=3)
        told = [(line["record"], line["serial"]) for line in mine if line["rank"]]
        assert told == [(one.record, one.serial) for one in answer.candidates]
        assert {line["verdict"] for line in mine} == {answer.verdict.value}
        assert {line["complete"] for line in mine} == {answer.complete}
        assert {line["equals"] for line in mine} == {answer.equals}
        assert abs(mine[0]["not_in_register"] - answer.not_in_register) < 1e-6


def test_a_question_without_candidates_has_one_line_that_says_so(tmp_path: Path) -> None:
    (line,) = match_batch(folders(tmp_path), questions([("empty", asked(""))])).to_pylist()
    assert (line["query"], line["verdict"], line["rank"], line["record"]) == ("empty", "insufficient", 0, None)


def test_no_questions_give_no_lines(tmp_path: Path) -> None:
    assert match_batch(folders(tmp_path), questions([])).num_rows == 0


def test_without_segments_everything_is_absent() -> None:
    (line,) = match_batch([], questions([("one", asked("KB037"))])).to_pylist()
    assert (line["verdict"], line["record"]) == ("no_record", None)
