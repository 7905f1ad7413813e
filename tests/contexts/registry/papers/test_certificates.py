"""Registry, papers: certificates, as they are printed."""

import pytest

from salwa.contexts.registry.papers.certificates import deactivation_certificate, destruction_certificate
from salwa.kernel.lifecycle import EventKind
from salwa.platform.papers import render_pdf
from tests.contexts.registry.papers.builders import CERTIFIED, about
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")


def test_a_certificate_of_deactivation_says_who_certified_it_after_which_standard() -> None:
    made = deactivation_certificate(about(EventKind.DEACTIVATION, certified=CERTIFIED))
    printed = Printed.of(render_pdf(made))
    for words in (
        "Certificate of deactivation", "KRV-012/9-", "Deactivated", "DA-2026-0042", "Proof house of Corvania",
        "4 May 2026", "EU 2015/2403", "Officer of the register", made.digest,
    ):  # fmt: skip
        assert words in printed.text
    assert len(printed.pdf.pages) == 1


def test_without_a_certificate_it_does_not_pretend_to_be_one() -> None:
    printed = Printed.of(render_pdf(deactivation_certificate(about(EventKind.DEACTIVATION))))
    assert "No certificate of those who verified it is recorded." in printed.text


def test_a_certificate_of_destruction_tells_the_method_in_a_word_and_has_room_for_witnesses() -> None:
    made = destruction_certificate(about(EventKind.DESTRUCTION, certified=CERTIFIED))
    printed = Printed.of(render_pdf(made))
    for words in ("Certificate of destruction", "Destroyed", "Method cut", "Witness", "Second witness"):
        assert words in printed.text


@pytest.mark.parametrize("build", [deactivation_certificate, destruction_certificate])
def test_a_certificate_in_arabic_runs_from_right_to_left(build: object) -> None:
    made = build(about(EventKind.DESTRUCTION, place="ميناء المدينة", language="ar"))  # type: ignore[operator]  # both take it
    printed = Printed.of(render_pdf(made))
    assert printed.root["/Lang"] == "ar"
    assert any("Arabic" in font for font in printed.fonts)
