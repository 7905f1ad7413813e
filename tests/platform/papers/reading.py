"""Tests of papers: what a reader, a screen reader and a machine find in a PDF."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Printed:
    """A PDF that was printed."""

    pdf: PdfReader

    @classmethod
    def of(cls, printed: bytes) -> "Printed":
        return cls(PdfReader(io.BytesIO(printed)))

    @property
    def text(self) -> str:
        """All pages, with single spaces where there is white space."""
        return " ".join(" ".join(page.extract_text() for page in self.pdf.pages).split())

    @property
    def tags(self) -> list[str]:
        """The tags in the order in which they are read aloud."""
        return [str(node["/S"]) for node in self._nodes()]

    @property
    def spoken(self) -> list[str]:
        """What stands in the place of pictures."""
        return [str(node["/Alt"]) for node in self._nodes() if "/Alt" in node]

    @property
    def fonts(self) -> set[str]:
        """The fonts that are inside, without the letters that name a subset."""
        names = {str(font.get_object()["/BaseFont"]) for page in self.pdf.pages for font in self._fonts(page).values()}
        return {name.lstrip("/").split("+")[-1] for name in names}

    def attached(self, name: str) -> bytes:
        """The bytes of an attached file."""
        (found,) = self.pdf.attachments[name]
        return bytes(found)

    @property
    def root(self) -> Any:
        return self.pdf.trailer["/Root"]

    def _fonts(self, page: Any) -> dict[str, Any]:
        return dict(page["/Resources"].get_object()["/Font"].get_object())

    def _nodes(self) -> Iterator[Any]:
        waiting = [self.root["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop(0)
            node = node.get_object() if hasattr(node, "get_object") else node
            if isinstance(node, list):
                waiting = [*node, *waiting]
            elif isinstance(node, dict):
                if "/S" in node:
                    yield node
                waiting = [*([node["/K"]] if "/K" in node else []), *waiting]
