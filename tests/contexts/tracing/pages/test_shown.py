"""Tracing: an answer made ready for the page."""

import dataclasses

from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.pages.shown import show
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import MarkKind, Reading

FIRST = CandidateAnswer(
    probability=0.9,
    record="XC-1",
    serial="BKS 012",
    plain="BKS012",
    reasons=(Reason("serial", 4, "<", "0", "substituted"), Reason("serial", None, "a", "b", "spacing")),
)
SECOND = dataclasses.replace(FIRST, record="XC-2", probability=0.05)
ANSWER = Answer(
    query_id="",
    verdict=Verdict.MATCH_CORRECTED,
    reading=(Reading("DE", MarkKind.PROOF, 0.3), Reading("BKS<12", MarkKind.SERIAL, 0.9)),
    candidates=(FIRST, SECOND),
    findings=(FindingAnswer(kind="stolen", record="XC-1"), FindingAnswer(kind="duplicate", record="XC-2")),
    not_in_register=0.05,
)


def test_one_record_fits_and_the_others_follow() -> None:
    shown = show(ANSWER)
    assert shown.first is not None
    assert shown.first.candidate is FIRST
    assert [row.candidate for row in shown.rows] == [SECOND]
    assert shown.likelihood == 0.9
    assert shown.tone == "good"


def test_among_equals_none_stands_first() -> None:
    shown = show(dataclasses.replace(ANSWER, verdict=Verdict.AMBIGUOUS, equals=2))
    assert shown.first is None
    assert shown.likelihood is None
    assert [row.candidate for row in shown.rows] == [FIRST, SECOND]
    assert len(shown.findings) == 2


def test_findings_about_also_rans_are_left_out_where_one_record_fits() -> None:
    assert [finding.record for finding in show(ANSWER).findings] == ["XC-1"]


def test_marks_in_sentences_are_escaped_and_isolated() -> None:
    shown = show(ANSWER)
    assert shown.first is not None
    assert 'written <bdi class="mark" dir="ltr">&lt;</bdi>' in shown.first.differences[0]


def test_spaces_are_told_of_the_first_and_not_of_all() -> None:
    shown = show(ANSWER)
    assert shown.first is not None
    assert len(shown.first.differences) == 2
    assert len(shown.rows[0].differences) == 1


def test_doubtful_readings_are_marked() -> None:
    assert [chip.is_doubtful for chip in show(ANSWER).chips] == [True, False]


def test_a_masked_record_shows_no_characters() -> None:
    masked = CandidateAnswer(probability=0.9, ask="Harbour police")
    shown = show(dataclasses.replace(ANSWER, candidates=(masked,)))
    assert shown.first is not None
    assert shown.first.places == ()


def test_records_of_no_weight_are_folded_and_counted_with_what_they_weigh() -> None:
    few = tuple(dataclasses.replace(SECOND, record=f"XC-{at}", probability=0.0004) for at in range(3, 6))
    found = (FindingAnswer(kind="stolen", record="XC-3"),)
    answer = dataclasses.replace(ANSWER, candidates=(FIRST, SECOND, *few), findings=found, verdict=Verdict.AMBIGUOUS)
    shown = show(answer)
    assert [row.candidate.record for row in shown.rows] == ["XC-1", "XC-2"]
    assert [row.candidate.record for row in shown.slight] == ["XC-3", "XC-4", "XC-5"]
    assert shown.slight_in_words == "3 further records, together 0.1 %"
    assert shown.findings == ()
    assert show(dataclasses.replace(answer, candidates=(FIRST, few[0]))).slight_in_words == (
        "1 further record, under 0.1 %"
    )


def test_a_masked_record_of_weight_stays_in_sight() -> None:
    masked = CandidateAnswer(probability=0.05, ask="Harbour police")
    assert [row.candidate for row in show(dataclasses.replace(ANSWER, candidates=(FIRST, masked))).rows] == [masked]


def test_the_number_of_a_part_is_told_with_the_candidate_and_not_once_more() -> None:
    slide = dataclasses.replace(FIRST, part="slide", part_serial="<58A")
    told = FindingAnswer(kind="component_serial", record="XC-1")
    shown = show(dataclasses.replace(ANSWER, candidates=(slide,), findings=(told,)))
    assert shown.first is not None
    assert '<bdi class="mark" dir="ltr">&lt;58A</bdi> is the number of a part (slide)' in shown.first.own
    assert shown.findings == ()


def test_the_last_import_and_a_merged_record_are_told_with_the_candidate() -> None:
    told = dataclasses.replace(FIRST, import_country="Ghana", import_year=2016, merged_from=("XC-2B4D6-F8H1J-7",))
    first = show(dataclasses.replace(ANSWER, candidates=(told, SECOND))).first
    assert first is not None
    assert first.imported == "Last import: Ghana, 2016."
    assert 'The number stands on record <bdi class="mark" dir="ltr">XC-2B4D6-F8H1J-7</bdi>' in first.merged
