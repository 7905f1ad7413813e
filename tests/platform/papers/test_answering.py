"""Platform, papers: a paper as an answer."""

import pytest

from salwa.platform.papers import pdf_answer
from tests.platform.papers.builders import paper


@pytest.mark.usefixtures("printing")
def test_a_paper_is_a_file_named_by_what_it_is_that_nobody_keeps_on_the_way() -> None:
    answer = pdf_answer(paper(number='XC-7/4"2', data_name="receipt.json"))
    assert answer.content.startswith(b"%PDF-1.7")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="receipt-XC-7-4-2.pdf"'
    assert answer.headers["Cache-Control"] == "private, no-store"
