"""Platform, papers: a printed paper as the answer to a browser."""

import re

from django.http import HttpResponse

from salwa.platform.papers.paper import Paper
from salwa.platform.papers.rendering import render_pdf


def pdf_answer(paper: Paper) -> HttpResponse:
    """Print a paper and hand it out as a file, named by what it is and by its number; nobody keeps it on the way.

    Raises as :func:`render_pdf` does.
    """
    stem = paper.data_name.rsplit(".", 1)[0]
    name = re.sub(r"[^A-Za-z0-9-]+", "-", f"{stem}-{paper.number}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(render_pdf(paper), content_type="application/pdf", headers=headers)
