"""Registry, command line: nothing in a register moves the cursor or turns a line round."""

from salwa.contexts.registry.cli._terminal import row, safe


def test_controls_and_direction_marks_are_taken_out() -> None:
    assert safe("\x1b[2JBKS\u202e012\u200f\r\n") == "[2JBKS012"
    assert safe("ТЕ 1234 五六式 ٣٤٥") == "ТЕ 1234 五六式 ٣٤٥"


def test_brackets_are_no_colours() -> None:
    assert row("[red]A[/red]")[0] == r"\[red]A\[/red]"
