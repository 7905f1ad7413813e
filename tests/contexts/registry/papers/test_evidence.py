"""Registry, papers: the evidence of a firearm, as a court of another State reads it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from salwa.contexts.registry.answers import CorrectionView, History
from salwa.contexts.registry.models import Fact
from salwa.contexts.registry.papers.evidence import FILE, evidence_paper
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.papers import Paper, render_pdf, written
from tests.contexts.registry.papers.builders import LIFE, LONG_SERIAL, bundle, line, told_history
from tests.platform.papers.builders import ISSUER
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")


def evidence(told: dict[str, Any] | None = None, history: History | None = None, **more: Any) -> Paper:
    return evidence_paper(told or bundle(), history or told_history(), issuer=ISSUER, **more)


def test_a_judge_reads_what_it_is_what_happened_and_how_it_is_proved() -> None:
    printed = Printed.of(render_pdf(evidence()))
    for words in (
        "Evidence about one firearm", "Court of Wendel, Dorland", "Request 12/2026", "Karvan", "KRV-012/9-",
        "Manufactured", "March 2005", "Registrar One, National registry", "Northern border",
        "Withdrawn: line 5 corrects it.", "Takes the place of line 4.", "The month was misread.",
        "No entries for 157 months", "It accuses nobody", "How this is proved", "RFC 9162", "1000317",
        "One witness outside the register", "notary.xd.example", "python3 verify_ledger.py evidence.json",
        "that what an officer recorded is true", "Rows of record", "State in the register: seized.",
    ):  # fmt: skip
        assert words in printed.text, words
    assert LONG_SERIAL in printed.text.replace(" ", "")
    assert printed.tags.count("/H2") >= 8


def test_page_one_says_what_it_is_who_vouches_and_whether_it_is_whole() -> None:
    page = " ".join(Printed.of(render_pdf(evidence())).pdf.pages[0].extract_text().split())
    for words in (
        "What this is", "about one firearm, number", "accuses nobody", "Who vouches for it", "notary.xd.example",
        "Is it whole?", f"{len(LIFE)} entries prove it", "That nothing else was recorded is not proved.",
    ):  # fmt: skip
        assert words in page, words
    lines = str(bundle()["checkpoint"]).splitlines(keepends=True)
    alone = evidence(bundle(checkpoint="".join(lines[:-1]), erased=[101, 104]))
    page = " ".join(Printed.of(render_pdf(alone)).pdf.pages[0].extract_text().split())
    assert "Nobody outside the register has signed it." in page
    assert "Of 2 entries it was erased who acted, and why." in page


def test_what_was_set_right_is_told_with_what_stood_there_before() -> None:
    said = ("Registrar One", "the maker answered")
    at = datetime(2026, 3, 9, tzinfo=UTC)
    right = CorrectionView(Fact.YEAR, "1987", "2004", 317, at, *said, record="XC-1J9YJ-41M0B-1")
    printed = Printed.of(render_pdf(evidence(history=told_history(corrections=(right,)))))
    for words in ("What was set right", "Year of manufacture", "1987", "set right on", *said, "1J9YJ"):
        assert words in printed.text, words
    assert "What was set right" not in Printed.of(render_pdf(evidence())).text


def test_the_bundle_is_inside_and_its_digest_on_the_page() -> None:
    made = evidence()
    printed = Printed.of(render_pdf(made))
    assert json.loads(printed.attached(FILE)) == bundle()
    assert made.data == written(bundle())
    assert made.digest in printed.text.replace(" ", "")


def test_a_bundle_that_was_handed_out_as_a_file_is_inside_byte_for_byte() -> None:
    data = json.dumps(bundle()).encode()
    made = evidence(data=data)
    assert Printed.of(render_pdf(made)).attached(FILE) == data


def test_holders_are_named_only_where_the_bundle_names_them() -> None:
    assert "Harbour Arms" in Printed.of(render_pdf(evidence())).text
    told = bundle()
    told["told"]["history"] = [{"entry": one.entry} for one in LIFE]
    printed = Printed.of(render_pdf(evidence(told)))
    assert "Harbour Arms" not in printed.text
    assert "No holder is named here." in printed.text


def test_without_a_witness_it_says_what_is_not_proved() -> None:
    lines = str(bundle()["checkpoint"]).splitlines(keepends=True)
    printed = Printed.of(render_pdf(evidence(bundle(checkpoint="".join(lines[:-1])))))
    assert "No witness outside the register has signed it" in printed.text


def test_arabic_runs_from_right_to_left_with_marks_as_they_stand() -> None:
    life = (line(1, EventKind.SEIZURE, place="الحدود الشمالية", recorded_by="أمين السجل"),)
    printed = Printed.of(render_pdf(evidence(bundle(life), told_history(life), language="ar")))
    assert printed.root["/Lang"] == "ar"
    assert any("Arabic" in font for font in printed.fonts)
    assert LONG_SERIAL in printed.text.replace(" ", "")


@pytest.mark.slow
def test_a_long_life_is_printed_with_its_headings_on_every_page() -> None:
    life = tuple(
        line(at, EventKind.STORAGE, Happened.in_year(2004 + at // 12), place="Depot " * 8) for at in range(9, 209)
    )
    printed = Printed.of(render_pdf(evidence(bundle(life), told_history(life))))
    pages = [page.extract_text() for page in printed.pdf.pages]
    assert sum("What happened" in page for page in pages) > 8
    assert "Taken into store" in pages[8]


def test_nothing_at_all_is_said_to_be_nothing() -> None:
    printed = Printed.of(render_pdf(evidence(bundle(()), told_history((), components=()))))
    for words in ("Nothing that happened", "No mark is recorded", "No entry is proved", "No row of record is proved"):
        assert words in printed.text


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="salwa-evidence/1"):
        evidence({"format": "salwa-evidence/9"})


def test_what_was_erased_and_what_others_keep_is_told() -> None:
    history = told_history(ask=("Harbour police",), absorbed=("XC-7K3M9-Q2T4H-6",))
    printed = Printed.of(render_pdf(evidence(bundle(erased=[101, 104]), history)))
    for words in ("What was erased", "101, 104", "kept by Harbour police", "XC-7K3M9-Q2T4H-6"):
        assert words in printed.text
