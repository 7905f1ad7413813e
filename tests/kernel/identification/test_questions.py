"""Questions keep what they ask on their way through Arrow."""

from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.identification.questions import QUESTION_SCHEMA, many_of, questions
from tests.kernel.identification.registers import asked


def test_texts_and_meanings_are_laid_flat() -> None:
    two = Evidence(
        serials=(SerialText("ab-1", 0.5), SerialText("77?", 0.9)), makes=(Weighted(3, 0.4), Weighted(2, 0.6))
    )
    batch = questions([("a", asked("")), ("b", two), ("c", asked("12", calibre=8))])
    assert batch.schema == QUESTION_SCHEMA
    assert batch.column("serials").to_pylist()[1] == [{"text": "77?", "weight": 0.9}, {"text": "AB1", "weight": 0.5}]
    many = many_of(batch)
    assert many.query_of.tolist() == [1, 1, 2]
    assert many.text_at.tolist() == [0, 3, 6, 8]
    assert many.meant_at[0].tolist() == [0, 0, 2, 2]
    assert many.meant_codes[0, :2].tolist() == [2, 3]
    assert many.meant_codes[2, 0] == 8


def test_no_questions_are_no_texts() -> None:
    assert len(many_of(questions([])).query_of) == 0
