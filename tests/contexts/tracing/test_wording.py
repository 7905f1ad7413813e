"""Tracing: the verdict and its reasons in words."""

import dataclasses

import pytest
from django.utils import translation

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.answer import Answer, CandidateAnswer
from salwa.contexts.tracing.rules import TextFault, TextProblem
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import MarkKind


def answer(verdict: Verdict, *candidates: CandidateAnswer, equals: int = 1) -> Answer:
    return Answer(
        query_id="",
        verdict=verdict,
        reading=(),
        candidates=candidates,
        findings=(),
        not_in_register=0.1,
        equals=equals,
    )


def candidate(*reasons: Reason) -> CandidateAnswer:
    return CandidateAnswer(probability=0.9, record="XC-1", serial="A1", plain="A1", reasons=reasons)


def test_one_correction_and_several_are_counted() -> None:
    one = candidate(Reason("serial", 1, "O", "0", "look_alike"), Reason("make", None, "9", "9", "same"))
    two = candidate(Reason("serial", 1, "O", "0", "look_alike"), Reason("model", None, "17", "19", "differs"))
    assert wording.headline(answer(Verdict.MATCH_CORRECTED, one)) == (
        "One firearm in the register fits, with one correction."
    )
    assert "with 2 corrections" in wording.headline(answer(Verdict.MATCH_CORRECTED, two))


@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_says_that_the_weapon_is_the_record(verdict: Verdict) -> None:
    found = answer(verdict, candidate())
    assert wording.headline(found)
    assert wording.advice(found)
    assert "the weapon is" not in (wording.headline(found) + wording.advice(found)).lower()


def test_unreadable_marks_are_not_said_to_be_unregistered() -> None:
    assert "does not mean that the firearm is not registered" in wording.advice(answer(Verdict.INSUFFICIENT))


def test_equals_are_counted() -> None:
    found = answer(Verdict.AMBIGUOUS, candidate(), candidate(), equals=3)
    assert wording.headline(found) == "3 firearms in the register fit equally well."


def test_a_masked_match_names_the_way_to_the_record() -> None:
    masked = CandidateAnswer(probability=0.9, ask="Harbour police")
    assert "Ask the agency" in wording.advice(answer(Verdict.MATCH, masked))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason("serial", 4, "O", "0", "look_alike"),
            "Place 4: written the letter O, registered the digit 0; the two look alike.",
        ),
        (Reason("serial", 4, "", "0", "dropped"), "Place 4: the register has 0, which was not written."),
        (Reason("serial", 1, "", "BK", "prefix_lost"), "The beginning BK was not written."),
        (Reason("model", None, "17", "19", "differs"), "Model: written 17, registered 19."),
        (Reason("serial", None, "A-1", "A1", "spacing"), "Serial number: only spaces or signs"),
        (Reason("make", None, "x", "", "missing"), "Make: not registered."),
    ],
)
def test_a_difference_is_told_with_its_place(reason: Reason, sentence: str) -> None:
    assert wording.difference(reason).startswith(sentence)


def test_marks_are_dressed_for_their_medium() -> None:
    reason = Reason("serial", 4, "O", "0", "look_alike")
    assert "written the letter [O], registered the digit [0]" in wording.difference(reason, mark="[{}]".format)


def test_every_kind_of_mark_and_field_has_a_name() -> None:
    assert set(wording.KIND_NAMES) == set(MarkKind)


@pytest.mark.parametrize("problem", TextProblem)
def test_every_problem_has_its_sentence(problem: TextProblem) -> None:
    assert wording.fault(TextFault(problem, 3, 2000)).endswith(".")


def test_sentences_are_translated() -> None:
    found = dataclasses.replace(answer(Verdict.NO_RECORD))
    with translation.override("qps-plocm"):
        assert wording.headline(found).startswith("‹⟪")
