"""Marking, papers, ¶28 ¶63: the worksheet of a marking job, filled in by hand and typed back in the same order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils import translation
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.marking.answers import JobView, SheetRow
from salwa.contexts.marking.models import Series
from salwa.contexts.marking.wording import part_name
from salwa.platform.errors import NotFound
from salwa.platform.papers import Fact, Facts, Issuer, Mark, Paper, Sheet, Signatures, Table, Words, written

BOX: Final = "☐"
MOST: Final = 500
"""Lines of one worksheet; a larger job is printed in several, so that a lost sheet loses little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A mark that is to be struck: its text, on which firearm, on which part and where."""

    text: str
    record: str
    part: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A job for one worksheet. ``height`` and ``depth`` are in millimetres, as the scheme asks, empty where not.

    ``notes`` are what else the scheme asks, in the paper's language.
    """

    job: str
    consignment: str
    marks: tuple[Planned, ...]
    machine: str = ""
    height: str = ""
    depth: str = ""
    notes: tuple[str, ...] = ()


def sheets_of(count: int) -> int:
    """Give in how many worksheets so many marks are printed."""
    return -(-count // MOST)


def worksheet_of(job: JobView, series: Series, rows: Sequence[SheetRow], *, part: int = 1) -> Worksheet:
    """Give the worksheet of a job's open numbers; ``part`` the second, the third, where one does not take them all.

    Raises NotFound where there is no such part.
    """
    parts = sheets_of(len(rows))
    if not 1 <= part <= max(parts, 1):
        raise NotFound(_("This job has no such worksheet."))
    mine = rows[(part - 1) * MOST : part * MOST]
    return Worksheet(
        job=f"{job.id}/{part}" if parts > 1 else str(job.id),
        consignment=job.label,
        marks=tuple(_planned(one) for one in mine),
        machine=job.machine,
        height=_millimetres(series.height_mm),
        depth=_millimetres(series.depth_mm),
        notes=tuple(_notes(series)),
    )


def _planned(row: SheetRow) -> Planned:
    return Planned(text=row.mark, record=row.record, part=part_name(row.part), place=row.described)


def _millimetres(size: float) -> str:
    return localize(size) if size else ""


def _notes(series: Series) -> Iterator[str]:
    """Say what the State's scheme asks beside the mark."""
    if series.metal_plate:
        yield _("On a frame of polymer: on its metal plate.")
    if series.separate_mark:
        yield _("The same mark once more on another metal part.")


def worksheet_paper(sheet: Worksheet, *, issuer: Issuer, at: datetime, language: str = "en") -> Paper:
    """Print the worksheet of a job.

    Raises ValueError where it has more than :data:`MOST` marks.
    """
    if len(sheet.marks) > MOST:
        raise ValueError(f"A worksheet takes {MOST} marks, not {len(sheet.marks)}.")
    with translation.override(language):
        return Paper(
            title=_("Marking worksheet"),
            number=sheet.job,
            issuer=issuer,
            at=at,
            data=written(_told(sheet, issuer, at)),
            data_name="worksheet.json",
            shown={"sheet": Sheet(_lead(sheet), (_job(sheet), _rules(sheet), _marks(sheet), _signed()))},
            language=language,
        )


def _lead(sheet: Worksheet) -> str:
    text = ngettext("%(count)d mark to strike.", "%(count)d marks to strike.", len(sheet.marks))
    return text % {"count": len(sheet.marks)}


def _job(sheet: Worksheet) -> Facts:
    return Facts(
        _("The job"),
        (
            Fact(_("Job"), Mark(sheet.job)),
            Fact(_("Consignment"), Mark(sheet.consignment) if sheet.consignment else ""),
            Fact(_("Machine"), sheet.machine, _("by hand")),
            Fact(_("Height of characters, mm"), sheet.height, _("as the tool gives")),
            Fact(_("Depth at least, mm"), sheet.depth, _("as the tool gives")),
        ),
    )


def _rules(sheet: Worksheet) -> Words:
    return Words(
        _("How to fill it in"),
        (
            *sheet.notes,
            _("Tick one box in each line. A number that went wrong is spoiled, never used again and never left out."),
            _("Where the mark went on another firearm than planned, write that one's record beside it."),
            _("A second person reads each mark from the firearm, without looking at this sheet."),
        ),
    )


def _marks(sheet: Worksheet) -> Table:
    heads = (_("No."), _("Mark"), _("Firearm"), _("Where"), _("Engraved"), _("Spoiled"), _("Skipped"), _("Remark"))
    rows = tuple(
        (str(line), Mark(mark.text), Mark(mark.record), _where(mark), BOX, BOX, BOX, "")
        for line, mark in enumerate(sheet.marks, 1)
    )
    return Table(_("Marks"), heads, rows, _("No mark is planned."), is_wide=True)


def _where(mark: Planned) -> str:
    return " · ".join(part for part in (mark.part, mark.place) if part)


def _signed() -> Signatures:
    return Signatures(_("Signed"), (_("Who marked"), _("Who read the marks again")))


def _told(sheet: Worksheet, issuer: Issuer, at: datetime) -> Mapping[str, Any]:
    return {
        "format": "salwa-paper/1",
        "paper": "worksheet",
        "number": sheet.job,
        "issued_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "issued_by": issuer.officer,
        "agency": issuer.agency,
        "state": issuer.state,
        "node": issuer.node,
        "consignment": sheet.consignment,
        "machine": sheet.machine,
        "height": sheet.height,
        "depth": sheet.depth,
        "marks": [
            {"line": line, "text": mark.text, "record": mark.record, "part": mark.part, "place": mark.place}
            for line, mark in enumerate(sheet.marks, 1)
        ],
    }
