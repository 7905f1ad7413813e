"""Platform, written out: text from a register in files and on screens that take some characters for commands.

A spreadsheet takes a cell that begins like a formula for one (CWE-1236), and a terminal obeys control characters, of
which JSON itself escapes only the first thirty-two.
"""

import json
import re
from typing import Any, Final

from salwa.kernel.marks.controls import DIRECTION

APOSTROPHE: Final = "'"
"""Stands before a cell that would be taken for a formula, and before one that begins with an apostrophe itself."""

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", APOSTROPHE)
"""Source: OWASP, CSV injection: what spreadsheets take for the beginning of a formula."""
_PICTURES: Final = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10, 13)}
_UNPRINTABLE: Final = _PICTURES | {127: "␡"} | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_ESCAPED: Final = re.compile(rf"[\u007f-\u009f\u2028\u2029]|{DIRECTION.pattern}")


def guarded(cell: str) -> str:
    """Give a cell as a CSV file has it: no spreadsheet takes it for a formula, and no control character is left."""
    shown = cell.translate(_UNPRINTABLE)
    return f"{APOSTROPHE}{shown}" if shown.startswith(_FORMULA) else shown


def in_json(answer: Any, *, indent: int | None = None) -> str:
    """Give JSON in UTF-8 with every control and direction character escaped; what JSON does not know becomes text."""
    text = json.dumps(answer, ensure_ascii=False, indent=indent, default=str)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
