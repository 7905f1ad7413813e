"""Licensing, papers: a licence, as it is printed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from salwa.contexts.licensing.papers.permits import Permit, permit_paper
from salwa.platform.papers import Paper, render_pdf
from tests.platform.papers.builders import AT, ISSUER
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")
PERMIT = Permit(
    number="XC-L-2026-00042-7",
    kind="Licence of a dealer",
    holder="Harbour Arms",
    granted_on=date(2026, 3, 2),
    valid_from=date(2026, 4, 1),
    valid_to=date(2031, 3, 31),
    covers=("Buying and selling firearms of the types named in the application.",),
    quota=200,
    conditions=("Arms are kept in the store that was inspected.",),
    source="Arms Act of Corvania, section 12",
)


def printed(permit: Permit, **more: str) -> tuple[Paper, str]:
    made = permit_paper(permit, issuer=ISSUER, at=AT, **more)
    return made, Printed.of(render_pdf(made)).text


def test_a_licence_says_who_may_do_what_until_when_under_which_conditions() -> None:
    made, text = printed(PERMIT)
    for words in (
        "Licence of a dealer", "XC-L-2026-00042-7", "Harbour Arms", "2 March 2026", "31 March 2031", "200",
        "Buying and selling", "Arms are kept in the store", "Granted under: Arms Act of Corvania, section 12",
        "whether it is in force today",
    ):  # fmt: skip
        assert words in text, words
    assert json.loads(made.data)["valid_to"] == "2031-03-31"


def test_a_licence_without_end_limit_or_conditions() -> None:
    _, text = printed(replace(PERMIT, valid_to=None, quota=None, conditions=(), covers=(), source="", holder=""))
    for words in ("until further notice", "no limit", "Nothing is named.", "not told on this copy"):
        assert words in text
    assert "Conditions" not in text.replace("its conditions", "")


def test_a_licence_that_is_not_in_force_says_so_first() -> None:
    assert (
        "This licence is not in force (suspended)." in printed(replace(PERMIT, is_in_force=False, state="suspended"))[1]
    )
    assert "This licence is not in force. It lets nobody" in printed(replace(PERMIT, is_in_force=False))[1]


def test_a_licence_in_arabic_runs_from_right_to_left() -> None:
    made = permit_paper(replace(PERMIT, holder="شركة الميناء"), issuer=ISSUER, at=AT, language="ar")
    assert Printed.of(render_pdf(made)).root["/Lang"] == "ar"
