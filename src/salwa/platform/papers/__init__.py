"""Platform, papers: what the product hands out on paper, as tagged PDF that reads the same everywhere."""

from salwa.platform.papers.answering import pdf_answer
from salwa.platform.papers.paper import Issuer, Paper, written
from salwa.platform.papers.rendering import render_pdf, unreadiness
from salwa.platform.papers.sheet import Fact, Facts, Mark, Part, Sheet, Signatures, Table, Words

__all__ = [
    "Fact",
    "Facts",
    "Issuer",
    "Mark",
    "Paper",
    "Part",
    "Sheet",
    "Signatures",
    "Table",
    "Words",
    "pdf_answer",
    "render_pdf",
    "unreadiness",
    "written",
]
