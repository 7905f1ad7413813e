"""Platform, written out, tests: no cell is a formula, and no text commands a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.platform.written_out import guarded, in_json


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20))
def test_a_guarded_cell_is_no_formula_and_can_be_undone(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@"))
    assert cell.removeprefix("'") == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("'1", "''1"),
        ("\x1b[2J", "␛[2J"),
        ("a\x9b2J", "a\ufffd2J"),
        ("A-1", "A-1"),
    ],
)
def test_a_cell_is_shown_and_commands_nothing(text: str, cell: str) -> None:
    assert guarded(text) == cell


@given(st.text(max_size=30))
def test_json_has_no_control_and_says_the_same(text: str) -> None:
    written = in_json({"a": text})
    assert not any(unicodedata.category(one) == "Cc" for one in written)
    assert json.loads(written) == {"a": text}


def test_json_keeps_every_script_readable() -> None:
    assert in_json(["سلاح", "\u202e\x85"]) == '["سلاح", "\\u202e\\u0085"]'
