"""Platform, papers: what a printed paper holds, and what it may not do."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from salwa.platform.errors import NotReady, Refused
from salwa.platform.papers import Words, render_pdf, rendering
from salwa.platform.papers.rendering import CODE, Outside, fetched, html_of, unreadiness
from tests.platform.papers.builders import PARTS, paper
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")
MISSING = OSError("cannot load library 'libpango-1.0-0': error 0x7e")


def test_a_paper_says_everything_in_order_and_its_digest_on_every_page() -> None:
    long = paper(*PARTS, Words("More", ("A line of words.",) * 120))
    printed = Printed.of(render_pdf(long))
    for words in ("Corvania", "Receipt", "3 November 2026, 09:30 UTC", "Registrar One", "AB-12/3-", "not recorded"):
        assert words in printed.text
    pages = [page.extract_text() for page in printed.pdf.pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert long.digest in page.replace("\n", "")
        assert f"Page {number} of {len(pages)}" in page
        assert long.number in page


def test_a_screen_reader_finds_title_language_headings_tables_and_the_code_in_words() -> None:
    printed = Printed.of(render_pdf(paper()))
    assert printed.root["/Lang"] == "en"
    assert printed.root["/MarkInfo"]["/Marked"]
    assert printed.pdf.metadata is not None
    assert printed.pdf.metadata.title == "Receipt XC-7K3M9-Q2T4H-5"
    assert b"<pdfuaid:part>1" in printed.root["/Metadata"].get_data() or (
        b'pdfuaid:part="1"' in printed.root["/Metadata"].get_data()
    )
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(printed.tags)
    assert printed.spoken == ["Square code with the number of this document and the SHA-256 of its data"]


def test_the_data_are_inside() -> None:
    one = paper(data_name="receipt.json")
    assert Printed.of(render_pdf(one)).attached("receipt.json") == one.data


def test_the_same_paper_gives_the_same_bytes_and_another_one_others() -> None:
    assert render_pdf(paper()) == render_pdf(paper())
    assert render_pdf(paper()) != render_pdf(replace(paper(), data=b"{}\n"))


@pytest.mark.slow
def test_the_same_paper_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import django; django.setup(); import hashlib\n"
        "from salwa.platform.papers import render_pdf\n"
        "from tests.platform.papers.builders import paper\n"
        "print(hashlib.sha256(render_pdf(paper(language='ar'))).hexdigest())"
    )
    seeds = [{**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)} for seed in ("1", "2")]
    told = {
        subprocess.run([sys.executable, "-c", program], env=seed, capture_output=True, text=True, check=True).stdout
        for seed in seeds
    }
    assert len(told) == 1


def test_arabic_runs_from_right_to_left_in_its_own_font_and_marks_do_not() -> None:
    one = paper(language="ar")
    source = html_of(one)
    assert '<html lang="ar" dir="rtl">' in source
    assert '<bdi class="mark" dir="ltr">AB-12/3-</bdi>' in source
    printed = Printed.of(render_pdf(one))
    assert printed.root["/Lang"] == "ar"
    assert {font for font in printed.fonts if "Arabic" in font}
    assert "نوفمبر" in source


def test_every_script_has_its_font() -> None:
    fonts = " ".join(Printed.of(render_pdf(paper())).fonts)
    for part in ("Noto-Sans", "Arabic", "CJK", "Mono"):
        assert part in fonts


def test_what_somebody_typed_is_never_markup() -> None:
    source = html_of(paper(lead='<img src="http://192.0.2.1/x"><script>'))
    assert "<script>" not in source
    assert '<img src="http' not in source


@pytest.mark.parametrize(
    "address", ["http://192.0.2.1/x", "file:///etc/passwd", "data:image/svg+xml,<svg/>", "paper:other", "ftp://x"]
)
def test_a_paper_fetches_nothing(address: str) -> None:
    with pytest.raises(Outside):
        fetched(address, {CODE: b"<svg/>"})
    assert fetched(CODE, {CODE: b"<svg/>"})["string"] == b"<svg/>"


def test_a_paper_that_is_too_long_is_refused_before_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MOST_CHARACTERS", 100)
    with pytest.raises(Refused, match="too long"):
        render_pdf(paper())


def test_without_its_libraries_a_node_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unreadiness() == ""

    def missing(_name: str) -> object:
        raise MISSING

    monkeypatch.setattr(rendering.importlib, "import_module", missing)
    with pytest.raises(NotReady, match=r"libpango-1\.0-0 is missing.*apt-get install"):
        render_pdf(paper())
    assert "apt-get install" in unreadiness()


def test_two_papers_wait_for_each_other_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_PATIENCE", 0.01)
    with rendering._printing, pytest.raises(NotReady, match="Another paper"):
        render_pdf(paper())
    assert render_pdf(paper())
