"""Many questions at once get the answers that each gets alone."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from salwa.kernel.identification.bulk import MATCH_SCHEMA, Fresh, match_batch
from salwa.kernel.identification.delta import Delta
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
        assert mine[0]["not_in_register"] == pytest.approx(answer.not_in_register, abs=1e-6)


def test_a_question_without_candidates_has_one_line_that_says_so(tmp_path: Path) -> None:
    (line,) = match_batch(folders(tmp_path), questions([("empty", asked(""))])).to_pylist()
    assert (line["query"], line["verdict"], line["rank"], line["record"]) == ("empty", "insufficient", 0, None)


def test_no_questions_give_no_lines(tmp_path: Path) -> None:
    assert match_batch(folders(tmp_path), questions([])).num_rows == 0


def test_without_segments_everything_is_absent() -> None:
    (line,) = match_batch([], questions([("one", asked("KB037"))])).to_pylist()
    assert (line["verdict"], line["record"]) == ("no_record", None)


def test_what_is_written_since_replaces_rows_of_all_segments(tmp_path: Path) -> None:
    places = folders(tmp_path)
    changed = batch([row(5, "QQ555"), row(5, "QQ555", role=1), row(7, "")])
    write_segment(tmp_path / "fresh", pa.Table.from_batches([changed]))
    fresh = Fresh(tmp_path / "fresh", np.array([5, 7], dtype=np.uint64))
    delta = Delta()
    delta.put(changed)
    index = Index([Segment.open(place) for place in places], delta)
    wanted = [asked(SERIALS[4]), asked(SERIALS[6]), asked("KBO37"), asked("QQ555")]
    lines = match_batch(places, questions((str(at), one) for at, one in enumerate(wanted)), fresh=fresh).to_pylist()
    for at, question in enumerate(wanted):
        mine = [line for line in lines if line["query"] == str(at) and line["rank"]]
        answer = index.search(question, limit=3)
        assert [(line["record"], line["serial"]) for line in mine] == [(c.record, c.serial) for c in answer.candidates]
        for line in lines:
            if line["query"] == str(at):
                assert line["verdict"] == answer.verdict.value
                assert line["not_in_register"] == pytest.approx(answer.not_in_register, abs=1e-6)


def test_a_rough_pass_says_what_it_left_open_and_never_no_record(tmp_path: Path) -> None:
    write_segment(tmp_path / "one", pa.Table.from_batches([batch([row(1, "KB123456"), row(2, "ZT998877")])]))
    batch_of = questions([("one", asked("KB123456")), ("two", asked("KB128465")), ("none", asked("WWQ4040404"))])
    rough = {line["query"]: line for line in match_batch([tmp_path / "one"], batch_of, edits=1).to_pylist()}
    whole = {line["query"]: line for line in match_batch([tmp_path / "one"], batch_of).to_pylist()}
    assert (rough["one"]["record"], rough["one"]["verdict"], rough["one"]["complete"]) == (1, "match", True)
    assert whole["two"]["record"] == 1
    assert {rough[name]["complete"] for name in ("two", "none")} == {False}
    assert {rough[name]["verdict"] for name in ("two", "none")} == {"ambiguous"}
    assert whole["none"]["verdict"] == "no_record"


@pytest.mark.parametrize("count", [8, 9, 30, 31])
def test_all_that_are_alike_are_counted_though_few_are_listed(tmp_path: Path, count: int) -> None:
    rows = [row(number, "AB1234", make=7) for number in range(1, count + 1)]
    rows += [row(number, "AB1234", make=7, role=1) for number in (count, count - 1)][: 32 - count]
    write_segment(tmp_path / "a", pa.Table.from_batches([batch([*rows, row(999, "AB1235")])]))
    write_segment(tmp_path / "b", pa.Table.from_batches([batch([row(500, "AB1234", make=7), row(501, "AB1234")])]))
    lines = match_batch([tmp_path / "a", tmp_path / "b"], questions([("one", asked("AB1234", make=7))])).to_pylist()
    assert [(line["equals"], line["rank"]) for line in lines] == [(count + 1, rank) for rank in (1, 2, 3)]


def test_more_alike_than_are_counted_are_said_to_be_more(tmp_path: Path) -> None:
    write_segment(tmp_path / "a", pa.Table.from_batches([batch([row(n, "AB1234") for n in range(1, 61)])]))
    lines = match_batch([tmp_path / "a"], questions([("one", asked("AB1234"))])).to_pylist()
    assert {(line["equals"], line["complete"]) for line in lines} == {(32, False)}
