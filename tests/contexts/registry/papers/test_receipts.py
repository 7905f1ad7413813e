"""Registry, papers: receipts, as they are printed."""

from datetime import date

import pytest

from salwa.contexts.registry.papers.receipts import hand_over_receipt, seizure_receipt, surrender_receipt
from salwa.kernel.lifecycle import EventKind
from salwa.platform.papers import render_pdf
from tests.contexts.registry.papers.builders import about
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")


def test_a_receipt_for_a_surrender_names_nobody_and_holds_nothing_against_anybody() -> None:
    made = surrender_receipt(about(EventKind.SURRENDER, holder="Invented Person"))
    printed = Printed.of(render_pdf(made))
    assert "It says nothing against you." in printed.text
    assert "you need not sign it" in printed.text
    assert "Invented Person" not in printed.text


def test_the_data_inside_a_receipt_for_a_surrender_name_nobody_either() -> None:
    made = surrender_receipt(about(EventKind.SURRENDER, holder="Invented Person"))
    assert b"Invented Person" not in made.data


def test_a_receipt_for_a_seizure_decides_nothing() -> None:
    printed = Printed.of(render_pdf(seizure_receipt(about(EventKind.SEIZURE))))
    for words in ("Receipt for a seized firearm", "Seized", "It decides nothing about you.", "why it was not signed"):
        assert words in printed.text


def test_a_hand_over_has_both_sides_sign_and_names_who_took_it() -> None:
    printed = Printed.of(render_pdf(hand_over_receipt(about(EventKind.STORAGE, holder="Harbour police"))))
    for words in ("Taken over by Harbour police", "Handed over by", "Compare every mark"):
        assert words in printed.text


def test_a_loan_says_between_whom_and_until_when() -> None:
    told = about(EventKind.LOAN, giver="Harbour police", holder="Armoury", until=date(2027, 1, 31), reference="L-7/26")
    printed = Printed.of(render_pdf(hand_over_receipt(told)))
    for words in ("Handed over by Harbour police", "Taken over by Armoury", "31 January 2027", "L-7/26"):
        assert words in printed.text
