"""The house, checked: templates and style sheets, and that every check can fail."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import pages
from tests.house.tree import SOURCE, Fault, told, tracked

Check = Callable[[Path, str], list[Fault]]

BROKEN = [
    (pages.every_word_is_translated, "<p>No record</p>"),
    (pages.every_word_is_translated, "<p>{{ count }} records</p>"),
    (pages.every_word_is_translated, '<img alt="A pistol" src="x.svg">'),
    (pages.every_word_is_translated, '<input type="submit" value="Search">'),
    (pages.every_word_is_translated, "<code>x</code><p>{% translate 'One' %} and two</p>"),
    (pages.nothing_inline, '<p style="color: red"></p>'),
    (pages.nothing_inline, "<script>alert(1)</script>"),
    (pages.nothing_inline, '<a onclick="go()"></a>'),
    (pages.nothing_inline, "<style>p { color: red }</style>"),
    (pages.template_size, "<p></p>\n" * 201),
    (pages.no_directions, "p { margin-left: 1rem; }"),
    (pages.no_directions, "p {\n  left: 0;\n}"),
    (pages.no_directions, "td { text-align: right; }"),
    (pages.no_directions, "p { border-top-left-radius: 2px; }"),
    (pages.nothing_from_outside, "@font-face { src: url(x.woff2); }"),
    (pages.nothing_from_outside, "p { background: url(https://example.org/x.png); }"),
]
SOUND = [
    (pages.every_word_is_translated, "{% blocktranslate %}No record{% endblocktranslate %}"),
    (pages.every_word_is_translated, "<p>{% translate 'One' %} · 2</p>"),
    (pages.every_word_is_translated, "{# a note #}<code>salwa identify</code><bdi translate='no'>BKS 012</bdi>"),
    (pages.nothing_inline, '<script src="{% static "x.js" %}" defer></script>'),
    (pages.no_directions, "p { margin-inline-start: 1rem; text-align: start; } /* left: out */"),
]


def of_kind(ending: str) -> list[Path]:
    return [path for path in tracked() if path.suffix == ending and path.is_relative_to(SOURCE)]


@pytest.mark.parametrize("check", pages.TEMPLATE_CHECKS, ids=lambda check: check.__name__)
def test_every_template_keeps_the_style(check: Check) -> None:
    faults = [fault for path in of_kind(".html") for fault in check(path, path.read_text(encoding="utf-8"))]
    assert not faults, told(faults)


@pytest.mark.parametrize("check", pages.STYLE_CHECKS, ids=lambda check: check.__name__)
def test_every_style_sheet_keeps_the_style(check: Check) -> None:
    faults = [fault for path in of_kind(".css") for fault in check(path, path.read_text(encoding="utf-8"))]
    assert not faults, told(faults)


@pytest.mark.parametrize(("check", "text"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_a_check_finds_what_breaks_it(check: Check, text: str) -> None:
    assert check(Path("broken"), text)


@pytest.mark.parametrize(("check", "text"), SOUND, ids=lambda value: getattr(value, "__name__", None))
def test_a_check_lets_sound_text_pass(check: Check, text: str) -> None:
    assert check(Path("sound"), text) == []


def test_every_check_has_been_seen_to_fail() -> None:
    assert {check for check, _ in BROKEN} == {*pages.TEMPLATE_CHECKS, *pages.STYLE_CHECKS}


def test_there_is_something_to_check() -> None:
    assert of_kind(".html")
    assert of_kind(".css")
