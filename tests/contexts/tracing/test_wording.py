"""Tracing: the verdict and its reasons in words."""

import dataclasses
import re

import pytest
from django.utils import translation

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.rules import TextFault, TextProblem
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import MarkKind, Reading
from salwa.kernel.marks.sentences import NOT_SERIAL_CONDITION
from salwa.kernel.vocabularies import Term, countries, makes
from salwa.kernel.vocabularies.saying import Sentence


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
    two = candidate(Reason("serial", 1, "O", "0", "look_alike"), Reason("serial", 3, "", "7", "dropped"))
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


def test_a_mark_that_the_register_contradicts_is_said_first() -> None:
    model = Reason("model", None, "17", "19", "differs")
    found = answer(Verdict.MATCH_CORRECTED, candidate(model))
    assert wording.headline(found) == "The number fits one firearm in the register, but another model: 19, not 17."
    both = answer(Verdict.MATCH_CORRECTED, candidate(model, Reason("make", None, "Colt", "Glock", "differs")))
    assert "but 2 other marks do not" in wording.headline(both)
    serial_too = answer(Verdict.MATCH_CORRECTED, candidate(model, Reason("serial", 1, "O", "0", "look_alike")))
    assert "corrections to its number and to other marks" in wording.headline(serial_too)


def test_a_masked_match_tells_nothing_of_what_differs() -> None:
    masked = CandidateAnswer(probability=0.9, ask="Harbour police")
    found = wording.headline(answer(Verdict.MATCH_CORRECTED, masked))
    assert found == "One firearm in the register fits, with corrections."


def test_one_candidate_alone_is_this_firearm_or_none_here() -> None:
    alone = answer(Verdict.AMBIGUOUS, candidate())
    assert wording.headline(alone) == "Either this firearm, or one that is not in this register."
    several = answer(Verdict.AMBIGUOUS, candidate(), candidate())
    assert wording.headline(several) == "More than one firearm in the register may be the one."


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("٣٤٥٦", "Serial number: written ٣٤٥٦; Arabic-Indic digits read as 3456."),
        ("۳۴۵۶", "Serial number: written ۳۴۵۶; Arabic-Indic digits read as 3456."),
        ("二一一", "Serial number: written 二一一; Chinese digits read as 211."),
        ("ТЕ 1234", "Serial number: written ТЕ 1234; letters of another script read as TE1234."),
        ("ТЕ ١٢", "Serial number: written ТЕ ١٢; letters and digits of another script read as TE12."),
        ("TE12", "Serial number: written TE12; the register has it in another script, ТЕ12."),
    ],
)
def test_another_script_is_shown_as_typed_with_what_it_was_read_as(written: str, sentence: str) -> None:
    assert wording.difference(Reason("serial", None, written, "ТЕ12", "script")) == sentence


def test_a_model_written_as_the_make_is_told_as_such() -> None:
    reason = Reason("model", None, "Makarov", "Makarov PM", "wrong_field")
    assert wording.difference(reason) == "Written as the make: Makarov; registered as the model: Makarov PM."


def reading(kind: MarkKind, term: Term) -> Reading:
    return Reading(term.name, kind, 0.9, code=term.code)


def test_the_state_of_the_last_import_is_asked_before_that_of_manufacture() -> None:
    """Source: tracing.md section 6, cases 2, 6 and 9."""
    maker = reading(MarkKind.MAKER, makes().by_id("cz"))
    imported = reading(MarkKind.IMPORT, countries().by_id("GH"))
    importer = reading(MarkKind.IMPORTER, makes().by_id("century-arms"))
    nothing = answer(Verdict.NO_RECORD)

    def advised(*readings: Reading) -> str:
        return wording.advice(dataclasses.replace(nothing, reading=readings))

    assert advised(maker, imported).endswith("The State of the last import is asked first: the marks name Ghana.")
    assert advised(maker, importer).endswith(
        "The State of the last import is asked first: the marks name United States."
    )
    assert advised(maker).endswith("without one, the State of manufacture, Czechia.")
    assert advised().endswith("without one, the State of manufacture.")


def test_what_the_kernel_says_is_said_in_the_reader_s_language_and_quotes_stay() -> None:
    note = NOT_SERIAL_CONDITION.told(text="rusted {x}", meaning=Sentence("rusted"))
    assert wording.said(note) == note
    with translation.override("qps-plocm"):
        told = wording.said(note)
        assert told.startswith("‹⟪")
        assert "rusted {x}" in told
        assert not re.search("[A-Za-z]{2}", told.replace("rusted {x}", ""))
    assert wording.said("verbatim") == "verbatim"


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


def test_a_number_of_a_part_is_said_to_be_one_before_anything_else() -> None:
    slide = CandidateAnswer(
        probability=0.9, record="XC-1", serial="58B1", plain="58A6", part="slide", part_serial="58A6"
    )
    found = answer(Verdict.MATCH, slide)
    assert wording.headline(found).startswith("This is the number of a part (slide)")
    assert "firearm's own serial number" in wording.advice(found)
    assert wording.headline(answer(Verdict.MATCH_CORRECTED, slide)).startswith("With corrections, this is the number")
    assert wording.of_part(slide) == ("58A6 is the number of a part (slide). The firearm's own serial number is 58B1.")
    alone = dataclasses.replace(slide, serial="58A6")
    assert wording.of_part(alone).endswith("The firearm has no serial number on record.")
    assert wording.of_part(candidate()) == ""


def test_a_firearm_perhaps_registered_twice_is_for_a_registrar() -> None:
    two = [CandidateAnswer(probability=0.49, record=f"XC-{at}") for at in (1, 2)]
    doubt = FindingAnswer(kind="duplicate", record="XC-1", other="XC-2")
    twice = dataclasses.replace(answer(Verdict.AMBIGUOUS, *two, equals=2), findings=(doubt,))
    assert "Compare the two records" in wording.advice(twice)
    assert "one more mark" in wording.advice(answer(Verdict.AMBIGUOUS, *two, equals=2))


def test_the_last_import_is_said_as_far_as_it_is_registered() -> None:
    known = dataclasses.replace(candidate(), import_country="Ghana", import_year=2016)
    assert wording.imported(known) == "Last import: Ghana, 2016."
    assert wording.imported(dataclasses.replace(known, import_year=None)) == "Last import: Ghana."
    without = dataclasses.replace(known, import_country="")
    assert wording.imported(without) == "Last imported in 2016; the country is not registered."
    assert wording.imported(candidate()) == ""


def test_records_that_were_merged_are_named_each_as_a_mark() -> None:
    two = dataclasses.replace(candidate(), merged_from=("XC-2", "XC-3"))
    assert wording.merged(two, mark="<{}>".format) == (
        "The number stands on records <XC-2>, <XC-3>, which were merged into this one."
    )
    assert wording.merged(candidate()) == ""


def test_all_notes_are_told_also_that_the_search_was_cut_short() -> None:
    cut = dataclasses.replace(answer(Verdict.AMBIGUOUS), notes=("A note.",), complete=False)
    assert wording.notes(cut) == ("A note.", wording.incomplete())
    assert wording.notes(answer(Verdict.MATCH)) == ()
