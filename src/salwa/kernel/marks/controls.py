"""Kernel, marks: characters that no mark has: they command a machine, or let a text show other than it is.

The classes are bodies of a character class in a form that Python, Rust and ECMAScript read alike. Source: Unicode
Standard, chapter 23.1 (control codes C0, C1 and DEL) and Annex 9 (embeddings, overrides and isolates; implicit marks).
"""

import re
from typing import Final

CONTROL_CLASS: Final = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
"""Control characters but for tab and the two ends of a line, which stand in texts of many lines."""

TURNING_CLASS: Final = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they turn the order in which other characters show. Refused wherever they are."""

HINT_CLASS: Final = r"\u061c\u200e\u200f"
"""The Arabic letter mark and the two direction marks, which spreadsheets and keyboards of scripts written from right to
left put in by themselves. They are kept where they were written, told, and never searched by (ADR 0007)."""

CONTROL: Final = re.compile(f"[{CONTROL_CLASS}]")
TURNING: Final = re.compile(f"[{TURNING_CLASS}]")
HINT: Final = re.compile(f"[{HINT_CLASS}]")
DIRECTION: Final = re.compile(f"[{TURNING_CLASS}{HINT_CLASS}]")
