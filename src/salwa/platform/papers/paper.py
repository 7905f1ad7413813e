"""Platform, papers: a paper before it is printed: its number, who issues it, what it says, and the data beneath."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who hands a paper out: the State by code and by name, the node, and the officer with the agency."""

    state: str
    state_name: str
    node: str
    agency: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is printed.

    ``number`` is the document's own, ``at`` the moment it is issued (aware). ``data`` are the bytes that the paper
    tells in words: their SHA-256 stands on every page, and they are inside the PDF as the file ``data_name``.
    ``template`` is rendered with ``shown`` and with the paper itself as ``paper``, in ``language`` (a code of
    Django's: ``en``, ``ar``, ``zh-hans``); whoever builds a paper speaks that language, too.
    """

    title: str
    number: str
    issuer: Issuer
    at: datetime
    data: bytes
    data_name: str = "data.json"
    template: str = "papers/sheet.html"
    shown: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"

    @property
    def digest(self) -> str:
        """The SHA-256 of the data, 64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def digest_line(self) -> str:
        """The digest as it stands at the foot of every page."""
        return f"SHA-256 {self.digest}"

    @property
    def code(self) -> str:
        """What the square code says: the document's number, and the digest of its data."""
        return f"{self.number}\nsha256:{self.digest}"

    @property
    def machine_time(self) -> str:
        """The moment of issue in UTC, as PDF's metadata and machines read it."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def is_right_to_left(self) -> bool:
        """Whether the paper's language is written from right to left."""
        return self.language.split("-")[0] in settings.LANGUAGES_BIDI

    @property
    def html_language(self) -> str:
        """The language as documents name it; the language that nobody speaks is "no linguistic content"."""
        return "zxx" if self.language == settings.PSEUDO_LANGUAGE else self.language


def written(told: Mapping[str, Any]) -> bytes:
    """Give ``told`` as JSON, one way only: members in order of their names, UTF-8, one line break at the end.

    Raises TypeError where a value is nothing that JSON knows.
    """
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
