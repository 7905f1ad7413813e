"""Platform, papers: a paper as tagged PDF: no network, no file but our own, the same bytes for the same paper."""

import importlib
import logging
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from salwa.platform import logs
from salwa.platform.errors import NotReady, Refused
from salwa.platform.papers.codes import square_code
from salwa.platform.papers.paper import Paper

MOST_CHARACTERS: Final = 1_500_000
"""Of the source of a paper: about a hundred pages and a minute. More is refused, because a layout cannot be ended."""
CODE: Final = "paper:code"
"""The address under which a template finds the paper's square code."""
COMMAND: Final = (
    "sudo apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig "
    "fonts-dejavu-core fonts-noto-core fonts-noto-cjk"
)
"""What installs, on Debian and Ubuntu, the libraries and fonts that printing needs; `tools/have-papers` runs it."""
_PATIENCE: Final = 60.0
"""Seconds that a paper waits for another one of the same server process."""
_STYLE: Final = Path(__file__).with_name("paper.css")

_log = logs.logger(__name__)
_printing = threading.Lock()


class Outside(ValueError):
    """A paper asked for something that does not come with it."""


def render_pdf(paper: Paper) -> bytes:
    """Print a paper as PDF with tags after PDF/UA-1, its data attached.

    The same paper gives the same bytes: its dates and its identifier come from itself.

    Raises:
        NotReady: the libraries that lay out pages are not installed, or another paper takes too long.
        Refused: the paper is too long to be printed in one piece.
    """
    source = html_of(paper)
    if len(source) > MOST_CHARACTERS:
        raise Refused(_("This is too long to be printed in one piece. Take its data instead, or print a part of it."))
    engine = _engine()
    if not _printing.acquire(timeout=_PATIENCE):
        raise NotReady(_("Another paper is being printed and takes long. Try again in a minute."))
    try:
        return _printed(engine, paper, source)
    finally:
        _printing.release()


def html_of(paper: Paper) -> str:
    """Give a paper's page source in the paper's language, every value escaped."""
    with translation.override(paper.language):
        facts = {**paper.shown, "paper": paper, "code": CODE}
        return render_to_string(paper.template, facts)


def unreadiness() -> str:
    """Say what this node lacks to print papers, and the command that brings it; empty where it lacks nothing."""
    try:
        _engine()
    except NotReady as lack:
        return lack.detail
    return ""


def fetched(url: str, held: Mapping[str, bytes]) -> dict[str, Any]:
    """Give what a paper brought along under ``url``; whatever else it names is refused, by whatever scheme."""
    if url not in held:
        raise Outside("a paper may show only what comes with it")
    return {"string": held[url], "mime_type": "image/svg+xml"}


def _printed(engine: Any, paper: Paper, source: str) -> bytes:
    held = {CODE: square_code(paper.code)}
    attached = engine.Attachment(
        string=paper.data,
        name=paper.data_name,
        description=f"{paper.number}: {paper.data_name}",
        created=paper.at,
        modified=paper.at,
        relationship="Source",
        url_fetcher=_refuse,
    )
    fetcher = _fetcher(engine, held)
    page = engine.HTML(string=source, base_url=None, url_fetcher=fetcher, media_type="print")
    style = engine.CSS(string=_style(), url_fetcher=_refuse)
    printed = page.write_pdf(
        stylesheets=[style],
        attachments=[attached],
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(paper.digest)[:16],
        custom_metadata=False,
    )
    _log.info("paper.printed", pages_of=paper.template, bytes=len(printed))
    return bytes(printed)


def _fetcher(engine: Any, held: Mapping[str, bytes]) -> Any:
    def fetch(url: str) -> Any:
        found = fetched(url, held)
        return engine.urls.URLFetcherResponse(url, found["string"], {"Content-Type": found["mime_type"]})

    return fetch


def _refuse(url: str) -> Any:
    return fetched(url, {})


@lru_cache(maxsize=1)
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _engine() -> Any:
    """Load the layout engine late: it takes half a second and libraries that a node may lack."""
    try:
        engine = importlib.import_module("weasyprint")
    except (ImportError, OSError) as lack:
        told = _("This node cannot print papers yet: the library %(name)s is missing. To install it: %(command)s")
        raise NotReady(told % {"name": _name_of(lack), "command": COMMAND}) from lack
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return engine


def _name_of(lack: Exception) -> str:
    """Name the library that could not be loaded, out of the loader's own words."""
    words = str(lack).replace("'", " ").replace(":", " ").split()
    return next((word for word in words if word.startswith("lib") and "-" in word), "weasyprint")
