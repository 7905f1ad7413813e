"""Registry, import: the file of rows that were not taken, made to be mended and imported again.

It is CSV in UTF-8 with a mark. A column taken for one of ours has our name, any other the file's heading; before them
stand the line, the column, the value, the reason, the source, and what the mapping says about cells. So it can be
imported as it is. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which the import
takes away again (a cell that begins with an apostrophe gets a second one).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.columns import LONGEST, REJECT_COLUMNS, Plan, reserved_columns, squeezed
from salwa.contexts.registry.importing.listing import LateFile
from salwa.contexts.registry.importing.mapping import Mapping, mapping_about_cells
from salwa.contexts.registry.importing.notices import Reject
from salwa.contexts.registry.importing.reading import Table
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.platform.written_out import APOSTROPHE

_ABOVE: Final = "above"
"""Stands for a long mapping on every row but the first."""
_LONGEST_REPEATED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Title:
    """A column of a rejects file: its place in the file the rows come from, its heading there, and its name here."""

    at: int
    heading: str
    name: str


def titles(headers: Sequence[str], found: Plan) -> tuple[Title, ...]:
    """Give the columns of the rejects of a file with these headers."""
    ours = {at: column for column, at in found.known.items()}
    named = [Title(at, headers[at].strip(), ours[at]) for at in sorted(ours)]
    others = []
    for at, title in found.remarks:
        is_taken = any(squeezed(title) == squeezed(name) for name in (*LONGEST, *REJECT_COLUMNS))
        others.append(Title(at, title, f"{title} (remark)" if is_taken else title))
    return tuple(sorted((*named, *others), key=lambda one: one.at))


@dataclass(frozen=True, slots=True)
class Said:
    """What a rejects file says of where its rows come from, and of how their cells are read."""

    source: str = ""
    mapping: Mapping = field(default_factory=Mapping)


def said_by_rejects(table: Table) -> Said:
    """Read the source and the mapping from the first rows of a rejects file; nothing from any other file."""
    reserved = reserved_columns(table.headers)
    if REJECT_COLUMNS[0] not in reserved or (first := next(table.batches(), None)) is None:
        return Said()
    texts = {
        name: [text.removeprefix(APOSTROPHE).strip() for text in first.frame[str(at)].drop_nulls().unique().to_list()]
        for name, at in reserved.items()
    }
    sources = [text for text in texts.get("salwa_source", ()) if text]
    if len(sources) > 1:
        raise refused(_("The rejects come from several sources; name one of them."), column="salwa_source")
    mappings = [text for text in texts.get("salwa_mapping", ()) if text]
    carried = [text for text in mappings if text != _ABOVE]
    if len(carried) > 1 or (mappings and not carried):
        raise refused(
            _("The rejects file no longer says by which mapping it is read. Name the mapping file that you used."),
            column="salwa_mapping",
        )
    return Said(sources[0] if sources else "", mapping_about_cells(carried[0]) if carried else Mapping())


class RejectsFile(LateFile):
    """Writes rejects as they come; they are only counted where there is no path."""

    def __init__(self, path: Path | None, columns: Sequence[Title], source: str, mapping: Mapping) -> None:
        super().__init__(path, (*REJECT_COLUMNS, *(one.name for one in columns)))
        self._columns, self._source, self._mapping = columns, source, mapping.about_cells()
        self._names = {one.heading: one.name for one in columns}
        self.rows = 0

    def add(self, rejects: Iterable[Reject]) -> None:
        """Write ``rejects``. Raises Refused where the file cannot be written."""
        for reject in rejects:
            self.rows += 1
            column = self._names.get(reject.column, reject.column)
            said = (str(reject.line), column, reject.value, reject.reason, self._source, self._mapping)
            cells = [reject.cells[one.at] if one.at < len(reject.cells) else "" for one in self._columns]
            self.write((*said, *cells))
            if len(self._mapping) > _LONGEST_REPEATED:
                self._mapping = _ABOVE
