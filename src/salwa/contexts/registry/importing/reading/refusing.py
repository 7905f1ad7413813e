"""Registry, import, reading: a file refused as a whole, in words, with the place."""

from salwa.platform.errors import Fault, Refused


def refused(text: str, *, line: int = 0, column: str = "") -> Refused:
    """Give the error that refuses the file: a sentence, and the line and column it is about, where there are such."""
    return Refused([Fault(line, column, text)])
