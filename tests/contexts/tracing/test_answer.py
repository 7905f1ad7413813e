"""Tracing: the answer in the documented shape."""

import json

from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import MarkKind, Reading

ANSWER = Answer(
    query_id="q1",
    verdict=Verdict.MATCH_CORRECTED,
    reading=(Reading("BKS O12", MarkKind.SERIAL, 0.97),),
    candidates=(
        CandidateAnswer(
            probability=0.9,
            record="XC-7K3M9-Q2T4H-5",
            external_id="INV-1",
            serial="BKS 012",
            plain="BKS012",
            make="Glock",
            model="17",
            import_country="Ghana",
            import_year=2016,
            merged_from=("XC-2B4D6-F8H1J-7",),
            status="registered",
            reasons=(Reason("serial", 4, "O", "0", "look_alike"),),
        ),
        CandidateAnswer(probability=0.05, ask="Harbour police"),
    ),
    findings=(FindingAnswer(kind="duplicate", record="XC-7K3M9-Q2T4H-5", entries=(1, 2), sentence="Twice."),),
    not_in_register=0.05,
    notes=("A note.",),
)


def test_the_answer_has_the_documented_keys_and_no_others() -> None:
    assert json.loads(json.dumps(ANSWER.as_dict(notes=["Eine Notiz."]))) == {
        "query_id": "q1",
        "verdict": "match_corrected",
        "reading": [{"text": "BKS O12", "kind": "serial", "confidence": 0.97}],
        "candidates": [
            {
                "record": "XC-7K3M9-Q2T4H-5",
                "external_id": "INV-1",
                "serial": "BKS 012",
                "make": "Glock",
                "model": "17",
                "import_country": "Ghana",
                "import_year": 2016,
                "merged_from": ["XC-2B4D6-F8H1J-7"],
                "probability": 0.9,
                "reasons": [
                    {"field": "serial", "position": 4, "written": "O", "registered": "0", "kind": "look_alike"}
                ],
            },
            {
                "record": None,
                "ask": "Harbour police",
                "external_id": None,
                "serial": None,
                "make": None,
                "model": None,
                "import_country": None,
                "import_year": None,
                "merged_from": [],
                "probability": 0.05,
                "reasons": [],
            },
        ],
        "findings": [{"kind": "duplicate", "record": "XC-7K3M9-Q2T4H-5", "entries": [1, 2]}],
        "not_in_register": 0.05,
        "equals": 1,
        "complete": True,
        "notes": ["Eine Notiz."],
    }


def test_the_likeliest_comes_first() -> None:
    assert ANSWER.best is ANSWER.candidates[0]
    assert ANSWER.others == ANSWER.candidates[1:]


def of(verdict: Verdict, *shares: float, equals: int = 1, findings: tuple[FindingAnswer, ...] = ()) -> Answer:
    return Answer(
        query_id="",
        verdict=verdict,
        reading=(),
        candidates=tuple(CandidateAnswer(probability=share, record=f"XC-{at}") for at, share in enumerate(shares)),
        findings=findings,
        not_in_register=0.1,
        equals=equals,
    )


def slight(answer: Answer) -> list[bool]:
    return [answer.is_slight(place) for place in range(len(answer.candidates))]


def test_only_what_is_very_unlikely_and_far_below_the_first_is_slight() -> None:
    assert slight(of(Verdict.MATCH, 0.9, 0.002, 0.0009)) == [False, False, True]
    assert slight(of(Verdict.NO_RECORD, 0.0009, 0.0008)) == [False, False]


def test_the_first_and_its_equals_are_never_slight() -> None:
    assert slight(of(Verdict.AMBIGUOUS, 0.0, 0.0)) == [False, False]
    assert slight(of(Verdict.AMBIGUOUS, 0.3, 0.0001, 0.0001, equals=2)) == [False, False, True]


def test_twins_are_two_of_the_likeliest_that_the_register_doubts_to_be_two() -> None:
    doubt = FindingAnswer(kind="duplicate", record="XC-1", other="XC-0")
    assert of(Verdict.AMBIGUOUS, 0.5, 0.49, equals=2, findings=(doubt,)).twins == doubt
    assert of(Verdict.AMBIGUOUS, 0.9, 0.01, findings=(doubt,)).twins is None
    assert of(Verdict.MATCH, 0.9, 0.8, findings=(doubt,)).twins is None
    hidden = FindingAnswer(kind="duplicate", record="XC-1", other=None)
    assert of(Verdict.AMBIGUOUS, 0.5, 0.49, equals=2, findings=(hidden,)).twins is None


def test_a_make_that_the_vocabulary_lacks_is_called_as_it_is_written() -> None:
    odd = CandidateAnswer(probability=0.9, make_as_marked="Tokarev", model="TT-33")
    assert (odd.name, odd.is_as_marked) == ("Tokarev TT-33", True)
    known = CandidateAnswer(probability=0.9, make="Glock", make_as_marked="GLOK")
    assert (known.name, known.is_as_marked) == ("Glock", False)
