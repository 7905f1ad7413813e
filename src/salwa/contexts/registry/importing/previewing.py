"""Registry, import: a file as it would be understood, before anything is written."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from salwa.contexts.registry.importing.checking import Checker
from salwa.contexts.registry.importing.columns import COLUMNS, LONGEST, Suggestion
from salwa.contexts.registry.importing.firearms import Order, understood
from salwa.contexts.registry.importing.listing import DoubtsFile
from salwa.contexts.registry.importing.notices import Doubted, Reject, Warned
from salwa.contexts.registry.importing.outcome import LISTED, Progress, Step
from salwa.contexts.registry.importing.reading import LINE
from salwa.kernel import vocabularies
from salwa.kernel.vocabularies import Vocabulary

FIRST_ROWS: Final = 10
_CODES: Final = {"make": "make_code", "model": "model_code", "calibre": "calibre_code", "type": "type_code"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview: the text as written, and the name of the term it was taken for ("" where none was)."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do.

    ``columns`` goes from ours to the file's heading, "" where the file has none (of a part's serial there is then no
    entry); ``suggestions`` names headings
    that are kept as remarks and may be meant for one of ours. ``brought`` says, a sentence each, by which mapping of
    its own a rejects file is read. The headings stand on ``heading_line``, with ``above``
    lines of text above them, and came again on ``headings`` lines; none of these is read, nor are ``footers`` totals
    and numbers of pages of a rejects file. ``doubtful`` counts the serials to look at, ``doubted`` has the first.
    """

    file: str
    source: str
    form: dict[str, str]
    columns: dict[str, str]
    remarks: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    brought: tuple[str, ...]
    rows: int
    blank: int
    headings: int
    footers: int
    heading_line: int
    above: int
    accepted: int
    rejected: int
    first_rows: tuple[tuple[int, dict[str, Cell]], ...]
    rejects: tuple[Reject, ...]
    doubtful: int
    doubted: tuple[Doubted, ...]
    warned: tuple[Warned, ...]
    unresolved: dict[str, list[tuple[str, int]]]

    def as_json(self) -> dict[str, Any]:
        """Give the preview as JSON has it."""
        return asdict(self)


def preview(order: Order, progress: Progress | None = None) -> Preview:
    """Read and check the whole file and write nothing. Raises Refused where the file cannot be read."""
    file = understood(order)
    checker = Checker(file.plan, file.table.headers, file.mapping, datetime.now(UTC).date())
    first: list[tuple[int, dict[str, Cell]]] = []
    rejects: list[Reject] = []
    doubts = DoubtsFile(None, LISTED)
    accepted = rejected = blank = 0
    for batch in file.table.batches():
        checked = checker.check(batch)
        accepted += checked.rows.height
        rejected += len(checked.rejects)
        blank += batch.blank
        doubts.add(checked.doubted)
        rejects += checked.rejects[: LISTED - len(rejects)]
        if len(first) < FIRST_ROWS:
            rows = checked.rows.head(FIRST_ROWS - len(first)).iter_rows(named=True)
            first += [(row[LINE], _cells(row)) for row in rows]
        if progress is not None:
            progress(Step("checking", accepted + rejected, batch.done))
    file.refuse_where_nothing_stands(checker, accepted + rejected, rejected)
    notices = checker.notices
    return Preview(
        file=order.path.name,
        source=file.source,
        form=file.table.form,
        columns={
            column: checker.header(column) if column in file.plan.known else ""
            for column in (*COLUMNS, *file.plan.parts)
        },
        remarks=tuple(title for _at, title in file.plan.remarks),
        suggestions=file.plan.suggestions,
        brought=file.brought,
        rows=accepted + rejected,
        blank=blank,
        headings=checker.headings,
        footers=checker.footers,
        heading_line=file.table.heading_line,
        above=file.table.above,
        accepted=accepted,
        rejected=rejected,
        first_rows=tuple(first),
        rejects=tuple(rejects),
        doubtful=doubts.rows,
        doubted=tuple(doubts.first),
        warned=tuple(notices.listed()[:LISTED]),
        unresolved={column: notices.most_frequent(column) for column in notices.unresolved},
    )


def _cells(row: dict[str, Any]) -> dict[str, Cell]:
    cells = {column: Cell(row[column] or "") for column in LONGEST if column in row}
    asked: dict[str, Vocabulary[Any]] = {
        "make": vocabularies.makes(),
        "model": vocabularies.models(),
        "calibre": vocabularies.calibres(),
        "type": vocabularies.types(),
    }
    for column, vocabulary in asked.items():
        term = vocabulary.get(row[_CODES[column]])
        cells[column] = Cell(row[column] or "", term.name if term else "")
    for column, code in (("country_of_manufacture", "country"), ("import_country", "import_country_code")):
        country = vocabularies.countries().get(row[code])
        cells[column] = Cell(row[column] or "", country.name if country else "")
    return cells
