"""Tracing: an answer as lines of text."""

import dataclasses

import click

from salwa.contexts.tracing.answer import CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.cli.showing import lines
from salwa.kernel.identification.model import Verdict
from salwa.kernel.marks.model import MarkKind, Reading
from salwa.kernel.marks.sentences import WHOLE_SERIAL, WITHOUT_DOUBT
from tests.contexts.tracing.test_answer import ANSWER


def told(answer: object) -> list[str]:
    return [click.unstyle(line) for line in lines(answer)]  # type: ignore[arg-type]


def test_the_verdict_comes_first_and_the_changed_place_is_marked_without_colour() -> None:
    text = told(ANSWER)
    assert text[0] == "One firearm in the register fits, with one correction."
    assert text[1] == "likelihood 90.0 % · not in this register: 5.0 %"
    at = next(number for number, line in enumerate(text) if line.lstrip().startswith("written"))
    written, registered, signs = text[at : at + 3]
    assert (written.split()[1:], registered.split()[1:]) == (list("BKSO12"), list("BKS012"))
    assert written[signs.index("^")] == "O"
    assert registered[signs.index("^")] == "0"


def test_notes_findings_and_masked_records_are_told() -> None:
    text = "\n".join(told(ANSWER))
    assert "A record you may not open: ask Harbour police" in text
    assert "Twice. · XC-7K3M9-Q2T4H-5" in text
    assert "A note." in text


def test_a_masked_match_shows_whom_to_ask_and_nothing_else() -> None:
    masked = dataclasses.replace(ANSWER, candidates=(CandidateAnswer(probability=0.9, ask="Harbour police"),))
    text = "\n".join(told(masked))
    assert "ask Harbour police" in text
    assert "BKS012" not in text


def test_without_a_match_nothing_stands_above_the_others() -> None:
    text = told(dataclasses.replace(ANSWER, verdict=Verdict.AMBIGUOUS, equals=2, findings=(), notes=(), complete=False))
    assert text[0] == "2 firearms in the register fit equally well."
    assert text[1] == "not in this register: 5.0 %"
    assert any("not every one within two changes was looked at" in line for line in text)


def test_a_finding_about_a_masked_record_has_no_number() -> None:
    answer = dataclasses.replace(ANSWER, findings=(FindingAnswer(kind="x", record=None, sentence="Ask."),))
    assert "  Ask." in told(answer)


def test_records_of_no_weight_are_told_in_one_line() -> None:
    few = tuple(CandidateAnswer(probability=0.0004, record=f"XC-{at}", serial=f"BKS{at}") for at in (1, 2))
    text = told(dataclasses.replace(ANSWER, candidates=(*ANSWER.candidates, *few)))
    assert "  2 further records, together under 0.1 %" in text
    assert not any("XC-1" in line for line in text)


def test_a_number_of_a_part_is_told_with_the_firearm_s_own() -> None:
    slide = dataclasses.replace(ANSWER.candidates[0], serial="58B1", plain="58A6", part="slide", part_serial="58A6")
    text = told(dataclasses.replace(ANSWER, candidates=(slide,)))
    assert text[0].startswith("With corrections, this is the number of a part (slide)")
    assert "  58A6 is the number of a part (slide). The firearm's own serial number is 58B1." in text


def test_a_text_read_twice_says_how() -> None:
    read = Reading("BKS01?", MarkKind.SERIAL, 0.9, reason=WHOLE_SERIAL)
    doubt = Reading("BKS01?", MarkKind.SERIAL, 0.6, reason=WITHOUT_DOUBT)
    text = told(dataclasses.replace(ANSWER, reading=(read, doubt)))
    assert "  Serial number  BKS01?  (90.0 % · ? as a character that could not be read)" in text
    assert "  Serial number  BKS01?  (60.0 % · ? as a doubt about the whole)" in text
