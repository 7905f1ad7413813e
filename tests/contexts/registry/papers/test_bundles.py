"""Registry, papers: an evidence bundle, read for its paper."""

import base64
import hashlib

import pytest

from salwa.contexts.registry.papers import bundles
from salwa.kernel.lifecycle import EventKind, Happened
from tests.contexts.registry.papers.builders import CHECKPOINT, LIFE, bundle, line, told_history


def test_another_form_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="salwa-evidence/1"):
        bundles.checked({"format": "salwa-evidence/2"})


def test_what_was_corrected_is_struck_and_both_lines_point_to_each_other() -> None:
    rows = {row.line: row for row in bundles.life_of(told_history()).rows if not row.is_gap}
    assert (rows["4"].is_withdrawn, rows["4"].undone_by) == (True, "5")
    assert (rows["5"].is_withdrawn, rows["5"].corrects, rows["5"].reason) == (False, "4", "The month was misread.")


def test_a_gap_stands_before_the_line_that_ends_it() -> None:
    rows = bundles.life_of(told_history()).rows
    assert [row.is_gap for row in rows] == [False, False, False, True, False, False, False]
    assert rows[3].what == "No entries for 157 months. Between 11 April 2005 and 2 June 2018."


def test_times_are_told_as_exactly_as_they_are_known() -> None:
    life = (line(1, EventKind.IMPORT, Happened.in_month(2005, 3)), line(2, EventKind.FIND))
    assert [row.when for row in bundles.life_of(told_history(life)).rows] == ["March 2005", "date not known"]


def test_the_paper_names_as_holder_whom_the_bundle_names_and_nobody_else() -> None:
    history = told_history()
    named = bundles.life_of(history, bundle()["told"]["history"]).rows
    assert [row.holder for row in named if row.holder] == ["Harbour Arms"]
    assert not any(row.holder for row in bundles.life_of(history).rows)
    assert not any(row.holder for row in bundles.life_of(history, [{"holder": "Somebody"}]).rows)


def test_who_recorded_a_line_is_told_with_the_agency_and_the_moment() -> None:
    rows = bundles.life_of(told_history((line(1, EventKind.FIND), line(2, EventKind.FIND, agency="")))).rows
    assert [row.recorded for row in rows] == ["Registrar One, National registry", "Registrar One"]
    assert rows[0].recorded_at == "2 March 2019, 09:00 UTC"


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


def test_entries_rows_marks_and_moments() -> None:
    assert bundles.entries_of(bundle()).rows[0]["proof"] == "20"
    assert bundles.rows_of(bundle()).rows[0]["digest"] == hashlib.sha256(bytes(32) + b"[]").hexdigest()
    assert [one["is_withdrawn"] for one in bundles.marks_of(told_history()).rows] == [False, True]
    assert bundles.moment("2026-11-03T13:30:00+04:00") == "3 November 2026, 09:30 UTC"
    assert bundles.moment("once") == "once"
