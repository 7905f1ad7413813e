"""Demonstration, worked cases: chosen by what was written, and told character by character."""

from salwa.demo.reckoning import Outcome
from salwa.demo.recoveries import recoveries
from salwa.demo.worked import chosen, told
from salwa.kernel.identification.model import Reason, Verdict
from tests.demo.answers import answer


def test_cases_are_chosen_by_the_question_and_not_by_success() -> None:
    wrong = [Outcome(one, answer(("SALE-999", "NOTHIS1", 0.9)), 1.0) for one in recoveries()]
    picked = {rule: outcome.recovery.serial_found for rule, outcome in chosen(wrong)}
    assert picked == {
        "the first whose two hands changed one character": "3821407",
        "the first whose two hands exchanged two neighbours": "SCH613",
        "the first of which one hand wrote only a part": "33471558",
    }


def test_an_ambiguous_answer_is_shown_where_there_is_one() -> None:
    outcomes = [
        Outcome(one, answer(("A", "X1", 0.4), ("B", "X1", 0.4), verdict=Verdict.AMBIGUOUS), 1.0) for one in recoveries()
    ]
    assert list(chosen(outcomes))[-1][0] == "the first that stays ambiguous"


def test_the_differing_characters_stand_under_their_marks() -> None:
    one = next(one for one in recoveries() if one.serial_found == "SCH613")
    reasons = (
        Reason("serial", 5, "13", "31", "transposed"),
        Reason("make", None, "Glock", "Glock", "same"),
        Reason("calibre", None, ".45 caliber", "", "missing"),
    )
    lines = list(told(Outcome(one, answer((one.external_id, "SCH631", 0.97), reasons=reasons), 1.0)))
    registered = next(line for line in lines if line.startswith("in register:"))
    marks = lines[lines.index(registered) + 1]
    assert [registered[at] for at, c in enumerate(marks) if c == "^"] == ["3", "1"]
    assert any("serial, character 5: 13 against 31, changed places" in line for line in lines)
    assert any("the first named" in line for line in lines)


def test_no_candidate_is_told_in_words() -> None:
    one = recoveries()[0]
    lines = list(told(Outcome(one, answer(verdict=Verdict.NO_RECORD), 1.0)))
    assert "nothing that it can be" in lines[-1]
