"""A firearm that bears the serial as written is still no plain match where the register says otherwise."""

from pathlib import Path

import pyarrow as pa
import pytest

from salwa.kernel.identification import parameters
from salwa.kernel.identification.bulk import match_batch
from salwa.kernel.identification.contradictions import is_contradicted
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.index import Index
from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Evidence, SerialText, Verdict, Weighted
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.questions import questions
from salwa.kernel.identification.segments import Segment, write_segment
from salwa.kernel.marks.model import MarkKind, Reading, Reads
from tests.kernel.identification.registers import batch, row

SERIAL = "KB037716"
REGISTERED = [3, 30, 300, 2, 56, 1990, 0, 0]


@pytest.mark.parametrize(
    ("meanings", "expected"),
    [
        ({}, False),
        ({"make": (Weighted(3),)}, False),
        ({"make": (Weighted(4), Weighted(3, 0.2))}, False),
        ({"make": (Weighted(4),)}, True),
        ({"make": (Weighted(4, 0.3),)}, False),
        ({"make": (Weighted(4, 0.31),)}, True),
        ({"type": (Weighted(9, 0.6),)}, True),
        ({"country": (Weighted(840),), "year": (Weighted(1970),)}, False),
    ],
)
def test_what_was_written_with_confidence_and_is_not_registered(
    meanings: dict[str, tuple[Weighted, ...]], expected: bool
) -> None:
    assert is_contradicted(meanings, REGISTERED, 0.3) is expected


def test_what_the_register_does_not_know_contradicts_nothing() -> None:
    assert not is_contradicted({"make": (Weighted(4),)}, [0] * len(FIELDS), 0.3)


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        ({"makes": (Weighted(3),), "calibres": (Weighted(300),)}, Verdict.MATCH),
        ({"makes": (Weighted(3),), "calibres": (Weighted(301),)}, Verdict.MATCH_CORRECTED),
        ({"makes": (Weighted(3),), "types": (Weighted(7), Weighted(2, 0.1))}, Verdict.MATCH),
        ({"makes": (Weighted(3),), "types": (Weighted(7),)}, Verdict.MATCH_CORRECTED),
    ],
)
def test_one_question_and_many_get_the_same_verdict(
    evidence: dict[str, tuple[Weighted, ...]], verdict: Verdict, tmp_path: Path
) -> None:
    rows = [row(1, SERIAL, make=3, model=30, calibre=300, type=2), row(2, "ZT998877", make=5)]
    write_segment(tmp_path / "one", pa.Table.from_batches([batch(rows)]))
    question = Evidence(serials=(SerialText(SERIAL),), **evidence)  # type: ignore[arg-type]  # of fields by name
    (line, *_) = match_batch([tmp_path / "one"], questions([("one", question)])).to_pylist()
    assert Index([Segment.open(tmp_path / "one")]).search(question).verdict == verdict
    assert line["verdict"] == verdict.value


@pytest.mark.parametrize(("importer", "verdict"), [(0.3, Verdict.MATCH_CORRECTED), (0.6, Verdict.MATCH)])
def test_the_file_of_parameters_says_what_contradicts_nothing(
    importer: float, verdict: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "parameters.toml"
    given.write_text(parameters.FITTED.read_text(encoding="utf-8").replace("importer = 0.3", f"importer = {importer}"))
    monkeypatch.setattr(parameters, "FITTED", given)
    Parameters.fitted.cache_clear()
    try:
        rows = [row(1, SERIAL, make=3), row(2, "ZT998877", make=5)]
        write_segment(tmp_path / "one", pa.Table.from_batches([batch(rows)]))
        question = Evidence(serials=(SerialText(SERIAL),), makes=(Weighted(5, 0.5),))
        (line, *_) = match_batch([tmp_path / "one"], questions([("one", question)])).to_pylist()
        assert Index([Segment.open(tmp_path / "one")]).search(question).verdict == verdict
        assert line["verdict"] == verdict.value
        brought = Reading("CAI", MarkKind.IMPORTER, 1.0, code=9)
        assert evidence_from(Reads((brought,), ())).makes == (Weighted(9, importer),)
    finally:
        Parameters.fitted.cache_clear()
