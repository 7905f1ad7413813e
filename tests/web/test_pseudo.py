"""Web: the language that nobody speaks shows what was not translated."""

import re
from pathlib import Path

from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from salwa.web.catalogues import collect
from salwa.web.pseudo import PATH, build, pseudo, write

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|<[^>]+>")


def test_letters_change_and_placeholders_and_tags_stay() -> None:
    made = pseudo("Ask <b>%(agency)s</b>, 5 %% of {count}")
    assert made.startswith("‹⟪")
    assert made.endswith("⟫›")
    assert PLACEHOLDER.findall(made) == ["<b>", "%(agency)s", "</b>", "%%", "{count}"]
    assert not re.search("[A-Za-z]", PLACEHOLDER.sub("", made))


@given(st.text(max_size=60))
def test_no_text_loses_a_placeholder(text: str) -> None:
    assert PLACEHOLDER.findall(pseudo(text)) == PLACEHOLDER.findall(text)


def test_the_catalogue_holds_every_string_of_the_source() -> None:
    with PATH.open("rb") as file:
        kept = {(message.id, message.context) for message in read_po(file) if message.id}
    missing = {(message.id, message.context) for message in collect() if message.id} - kept
    assert not missing, "run python -m salwa.web.pseudo: " + "; ".join(sorted(str(each) for each in missing)[:5])


def test_it_is_written_only_where_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "qps" / "django.po"
    count = write(path)
    before = path.stat().st_mtime_ns
    assert write(path) == count
    assert path.stat().st_mtime_ns == before
    assert path.read_bytes() == build()
