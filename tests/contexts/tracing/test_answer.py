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
    assert json.loads(json.dumps(ANSWER.as_dict())) == {
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
                "probability": 0.05,
                "reasons": [],
            },
        ],
        "findings": [{"kind": "duplicate", "record": "XC-7K3M9-Q2T4H-5", "entries": [1, 2]}],
        "not_in_register": 0.05,
    }


def test_the_likeliest_comes_first() -> None:
    assert ANSWER.best is ANSWER.candidates[0]
    assert ANSWER.others == ANSWER.candidates[1:]
