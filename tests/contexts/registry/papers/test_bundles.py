"""Registry, papers: an evidence bundle, read for its paper."""

import base64

import pytest

from salwa.contexts.registry.papers import bundles
from salwa.platform.papers import Mark
from tests.contexts.registry.papers.builders import CHECKPOINT, LIFE, bundle, line


def test_another_form_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="salwa-evidence/1"):
        bundles.checked({"format": "salwa-evidence/2"})


def test_facts_stand_in_the_usual_order_and_none_is_dropped() -> None:
    facts = bundles.facts_of({"finish": "blued", "serial": "A1", "make": "Karvan", "status": "seized", "year": None})
    assert [fact.label for fact in facts] == [
        "Make",
        "Serial number",
        "Year of manufacture",
        "State in the register",
        "finish",
    ]
    assert facts[1].value == Mark("A1")
    assert (facts[2].value, facts[2].unknown) == ("", "not known")


def test_what_was_corrected_is_struck_and_both_lines_point_to_each_other() -> None:
    rows = {row.line: row for row in bundles.life_of(bundle()).rows if not row.is_gap}
    assert (rows["4"].is_withdrawn, rows["4"].undone_by) == (True, "5")
    assert (rows["5"].is_withdrawn, rows["5"].corrects, rows["5"].reason) == (False, "4", "The month was misread.")


def test_a_gap_stands_before_the_line_that_ends_it() -> None:
    rows = bundles.life_of(bundle()).rows
    assert [row.is_gap for row in rows] == [False, False, False, True, False, False, False]
    assert rows[3].what == "No entries for 157 months. Between 11 April 2005 and 2 June 2018."


def test_times_are_told_as_exactly_as_they_are_known() -> None:
    rows = bundles.life_of(bundle([line(1, "import", "2005-03"), line(2, "find", "")])).rows
    assert [row.when for row in rows if not row.is_gap] == ["March 2005", "date not known"]


def test_what_has_no_word_stands_as_it_is() -> None:
    (row,) = bundles.life_of(bundle([line(1, "something_new", "about 1990", recorded_at="once", agency="")])).rows
    assert (row.what, row.when, row.recorded, row.recorded_at) == (
        "something_new",
        "about 1990",
        "Registrar One",
        "once",
    )


def test_what_is_too_long_is_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_ROWS", 2)
    cut = bundles.rows_of(bundle())
    assert (len(cut.rows), cut.left) == (2, len(LIFE) - 2)


def test_signers_are_told_apart_from_witnesses() -> None:
    own, witness = bundles.signers_of(CHECKPOINT)
    assert (own.name, own.is_witness, own.at) == ("ledger.xc.example/registry", False, "")
    assert (witness.name, witness.is_witness) == ("notary.xd.example", True)
    assert witness.at.startswith("3 November 2026")
    assert bundles.size_of(CHECKPOINT) == "1000317"


@pytest.mark.parametrize("broken", ["", "one line", "a\n1\n", "x\n\n— name not-base64!\n", "x\n\n— name\n"])
def test_a_broken_checkpoint_does_not_stop_the_paper(broken: str) -> None:
    bundles.size_of(broken)
    assert all(signer.name == "name" for signer in bundles.signers_of(broken))


def test_an_absurd_time_of_a_witness_does_not_stop_the_paper() -> None:
    absurd = base64.b64encode(b"wwww" + b"\xff" * 8 + b"s" * 64).decode()
    assert bundles.signers_of(f"x\n1\ny\n\n— z {absurd}\n")[0].is_witness


def test_what_was_erased_is_named() -> None:
    told = bundle(erased=[{"table": "registry_person_identity", "key": "7"}, "a name"])
    assert bundles.erased_of(told) == ("table: registry_person_identity · key: 7", "a name")


def test_entries_marks_and_moments() -> None:
    assert bundles.entries_of(bundle()).rows[0]["proof"] == 20
    assert [mark["is_withdrawn"] for mark in bundles.marks_of(bundle()).rows] == [False, True]
    assert bundles.moment("2026-11-03T13:30:00+04:00") == "3 November 2026, 09:30 UTC"
