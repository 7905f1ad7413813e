"""The house, checked: what a template and a style sheet may hold. Each check takes a text and gives its faults."""

import re
from html.parser import HTMLParser
from pathlib import Path

from tests.house.tree import Fault

TEMPLATE_STOP = 200
# What is the same in every language: the name of the software, and single letters and digits.
NAMES = {"salwa", "json", "csv", "xlsx", "api", "openapi", "parquet"}
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
UNSPOKEN = {"script", "style", "code", "kbd", "samp"}
WORD = re.compile(r"[^\W\d_]{2,}")
TRANSLATED = re.compile(r"{%-?\s*(blocktrans(?:late)?)\b.*?{%-?\s*end\1\s*-?%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
DIRECTION = re.compile(
    r"(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b[\w-]*\s*:)"
    r"|(?:border-(?:top|bottom)-(?:left|right)-radius\s*:)"
    r"|(?:(?:^|[;{\s])(?:left|right)\s*:)"
    r"|(?:(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b)"
)
OUTSIDE = re.compile(r"@import|@font-face|url\(\s*['\"]?(?:https?:)?//")


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


class _Reader(HTMLParser):
    """Notes what a visitor would read or hear, and what a strict content policy would refuse."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.words: list[Fault] = []
        self.inline: list[Fault] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(Fault(self.path, line, f"<{tag}> in the page: move it to a static file"))
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.inline.append(Fault(self.path, line, f"attribute {name}: use a class, or a static script"))
            if name in SPOKEN or (name == "value" and given.get("type") in {"submit", "button", "reset"}):
                self._read(value or "", line)
        if tag in UNSPOKEN or given.get("translate") == "no" or tag == self._outermost:
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._read(data, self.getpos()[0])

    @property
    def _outermost(self) -> str:
        return self._silent[-1] if self._silent else ""

    def _read(self, text: str, line: int) -> None:
        for offset, part in enumerate(text.split("\n")):
            if [word for word in WORD.findall(part) if word.lower() not in NAMES]:
                self.words.append(Fault(self.path, line + offset, f"not translated: {part.strip()!r}"))


def _read(path: Path, text: str) -> _Reader:
    reader = _Reader(path)
    for pattern in (COMMENT, TRANSLATED, TAG):
        text = pattern.sub(_blank, text)
    reader.feed(text)
    reader.close()
    return reader


def every_word_is_translated(path: Path, text: str) -> list[Fault]:
    """What a visitor reads stands in {% translate %} or {% blocktranslate %}."""
    return _read(path, text).words


def nothing_inline(path: Path, text: str) -> list[Fault]:
    """No style attribute, no script in the page: the content policy forbids both."""
    return _read(path, text).inline


def template_size(path: Path, text: str) -> list[Fault]:
    """A template stops at 200 lines."""
    lines = text.count("\n")
    return [Fault(path, lines, f"{lines} lines: include its parts")] if lines > TEMPLATE_STOP else []


def no_directions(path: Path, text: str) -> list[Fault]:
    """A style sheet serves both directions of writing: inline-start and inline-end instead of left and right."""
    text = re.sub(r"/\*.*?\*/", _blank, text, flags=re.DOTALL)
    return [
        Fault(path, number, f"names a direction: {line.strip()!r}")
        for number, line in enumerate(text.splitlines(), 1)
        if DIRECTION.search(line)
    ]


def nothing_from_outside(path: Path, text: str) -> list[Fault]:
    """A style sheet loads nothing: no import, no font, no picture from another machine."""
    return [
        Fault(path, number, f"loads something: {line.strip()!r}")
        for number, line in enumerate(text.splitlines(), 1)
        if OUTSIDE.search(line)
    ]


TEMPLATE_CHECKS = (every_word_is_translated, nothing_inline, template_size)
STYLE_CHECKS = (no_directions, nothing_from_outside)
