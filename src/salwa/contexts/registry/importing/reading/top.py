"""Registry, import, reading: on which of the first lines of a table its headings stand.

Above them there may be a title, a date of printing, the name of an office. A line is taken for the headings where it
has some that are known; where that leaves a doubt, the file is refused and the person says which line it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.headings import folded, score
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import Form

LOOKED_AT: Final = 20
"""Lines among which headings are looked for."""
REJECTS_MARK: Final = "salwa_line"
"""First header of a rejects file. Such a file is UTF-8 whatever the mapping says of the one it came from."""
_ENOUGH: Final = 2
"""Known headings by which a line below the first is taken for the headings."""


@dataclass(frozen=True, slots=True)
class Top:
    """A line of the file, from 1, with its cells; lines without text are left out."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """Cells with text."""
        return sum(1 for cell in self.cells if cell.strip())


def first_lines(rows: Iterable[Top], form: Form) -> list[Top]:
    """Take of ``rows`` as many as the headings may stand among."""
    found: list[Top] = []
    last = max(LOOKED_AT, form.heading_line)
    for row in rows:
        if found and row.line > last:
            break
        if row.filled:
            found.append(row)
    return found


def heading_among(rows: Sequence[Top], form: Form) -> int:
    """Give the index of the headings in ``rows``, which is not empty. Raises Refused where it cannot be told."""
    if form.heading_line:
        return _said(rows, form.heading_line)
    first = rows[0]
    scores = [score(row.cells, form.headings) for row in rows]
    if any(folded(cell) == folded(REJECTS_MARK) for cell in first.cells) or scores[0] >= _ENOUGH:
        return 0
    best = max(scores)
    if best >= _ENOUGH and (scores[0] == 0 or first.filled == 1):
        return _only(rows, scores, best)
    is_title = first.filled == 1 and any(row.filled > 1 for row in rows)
    if is_title and scores[0] == 0:
        raise _unsure(rows)
    return 0


def _said(rows: Sequence[Top], line: int) -> int:
    for at, row in enumerate(rows):
        if row.line == line:
            return at
    raise refused(_("The mapping says that the headings stand on line %(line)d, which is blank.") % {"line": line})


def _only(rows: Sequence[Top], scores: Sequence[int], best: int) -> int:
    """Give the first of the lines with the most headings; where others have as many, they must be the same again."""
    alike = [at for at, found in enumerate(scores) if found == best]
    first = [folded(cell) for cell in rows[alike[0]].cells if cell.strip()]
    if any([folded(cell) for cell in rows[at].cells if cell.strip()] != first for at in alike):
        raise _unsure(rows)
    return alike[0]


def _unsure(rows: Sequence[Top]) -> Exception:
    likely = next((row.line for row in rows if row.filled > 1), rows[0].line)
    return refused(
        _(
            "The first line does not look like headings, and no line below it does for certain. Write in a mapping on "
            "which line they stand: [file] heading_line = %(line)d."
        )
        % {"line": likely},
        line=rows[0].line,
    )
