"""Registry, papers, ¶29, ¶64: an evidence bundle and the history it proves, read into what the paper shows."""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import History, Line
from salwa.kernel.lifecycle import Gap
from salwa.platform import dates

FORMAT: Final = "salwa-evidence/1"
MOST_ROWS: Final = 500
"""Rows of one table that are printed; the rest stands in the attached file, and the paper says how many."""
_COSIGNATURE_BYTES: Final = 4 + 8 + 64
"""A witness's signature holds the time at which it signed, the register's own does not (C2SP tlog-cosignature)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeRow:
    """A line of the life for the paper, or a gap before one. ``undone_by`` numbers the line that withdrew this one."""

    line: str = ""
    when: str = ""
    what: str
    where: str = ""
    holder: str = ""
    recorded: str = ""
    recorded_at: str = ""
    entry: str = ""
    corrects: str = ""
    undone_by: str = ""
    reason: str = ""
    is_withdrawn: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signed the checkpoint: its name, whether it is a witness, and when it signed, where its signature says so."""

    name: str
    is_witness: bool
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Rows of a table, cut where there are too many; ``left`` were left to the attached file."""

    rows: tuple[Any, ...]
    left: int = 0


def checked(bundle: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the bundle back where it is one of the form this paper knows. Raises ValueError otherwise."""
    if bundle.get("format") != FORMAT:
        raise ValueError(f"This is no evidence of the form {FORMAT}.")
    return bundle


def life_of(history: History, told: Sequence[Mapping[str, Any]] = ()) -> Cut:
    """Give the lines of the life in their order, each gap before the line that ends it.

    ``told`` are the lines as the bundle tells them, in the same order: whom it names as holder, the paper names, and
    nobody else.
    """
    undone = {line.corrects: str(line.ordinal) for line in history.lines if line.corrects is not None}
    gaps = {gap.before: gap for gap in history.gaps}
    holders = [str(one.get("holder") or "") for one in told] if len(told) == len(history.lines) else []
    return _cut(tuple(_life_rows(history.lines, holders or [""] * len(history.lines), undone, gaps)))


def _life_rows(
    lines: Sequence[Line], holders: Sequence[str], undone: Mapping[int, str], gaps: Mapping[int, Gap]
) -> Iterator[LifeRow]:
    for line, holder in zip(lines, holders, strict=True):
        if line.ordinal in gaps:
            yield _gap(gaps[line.ordinal])
        yield _life_row(line, holder, undone.get(line.ordinal, ""))


def _gap(gap: Gap) -> LifeRow:
    text = ngettext("No entry for %(count)d month", "No entries for %(count)d months", gap.months)
    span = _("Between %(begins)s and %(ends)s.")
    facts = {"begins": wording.day(gap.begins), "ends": wording.day(gap.ends)}
    return LifeRow(what=f"{text % {'count': gap.months}}. {span % facts}", is_gap=True)


def _life_row(line: Line, holder: str, undone_by: str) -> LifeRow:
    by = _("%(name)s, %(agency)s") % {"name": line.recorded_by, "agency": line.agency}
    country = pgettext("country", line.country) if line.country else ""
    return LifeRow(
        line=str(line.ordinal),
        when=wording.when(line.happened),
        what=wording.happening(line.kind, line.status, line.stated),
        where=" · ".join(part for part in (line.place, country) if part),
        holder=holder,
        recorded=by if line.agency else line.recorded_by,
        recorded_at=moment(line.recorded_at.isoformat()),
        entry=str(line.entry),
        corrects=str(line.corrects or ""),
        undone_by=undone_by,
        reason=line.reason,
        is_withdrawn=line.is_withdrawn,
    )


def moment(text: Any) -> str:
    """Write a moment of ISO 8601 in the reader's language and in UTC; what is none, as it stands."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text or "")
    return dates.moment(at)


def signers_of(checkpoint: str) -> tuple[Signer, ...]:
    """Name who signed a checkpoint: the register itself, and the witnesses with the time at which each signed."""
    origin = checkpoint.split("\n", 1)[0]
    below = checkpoint.rpartition("\n\n")[2]
    lines = [line.split(" ") for line in below.splitlines() if line.startswith("— ")]
    return tuple(_signer(words[1], words[2], origin) for words in lines if len(words) == 3)


def _signer(name: str, encoded: str, origin: str) -> Signer:
    try:
        body = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        body = b""
    if len(body) != _COSIGNATURE_BYTES:
        return Signer(name=name, is_witness=name != origin)
    try:
        at = datetime.fromtimestamp(int.from_bytes(body[4:12], "big"), UTC)
    except (ValueError, OverflowError, OSError):
        return Signer(name=name, is_witness=True)
    return Signer(name=name, is_witness=True, at=moment(at.isoformat()))


def size_of(checkpoint: str) -> str:
    """Give how many entries a checkpoint is of."""
    return [*checkpoint.split("\n"), ""][1]


def entries_of(bundle: Mapping[str, Any]) -> Cut:
    """Give for each entry its number, its place in the ledger, the digest of its bytes and how long its proof is."""
    return _cut(
        tuple(
            {
                "number": str(entry["entry"]),
                "place": str(entry["place"]),
                "digest": hashlib.sha256(b"\x00" + str(entry["body"]).encode()).hexdigest(),
                "proof": str(len(entry["proof"])),
            }
            for entry in bundle["entries"]
        )
    )


def rows_of(bundle: Mapping[str, Any]) -> Cut:
    """Give the rows of record with the entry that bound each last, and the digest by which it did."""
    return _cut(
        tuple(
            {
                "table": str(row["table"]),
                "key": str(row["key"]),
                "entry": str(row["entry"]),
                "digest": hashlib.sha256(bytes.fromhex(row["blind"]) + str(row["row"]).encode()).hexdigest(),
            }
            for row in bundle["rows"]
        )
    )


def marks_of(history: History) -> Cut:
    """Give the marks with the part that carries each, verbatim."""
    return _cut(
        tuple(
            {
                "part": str(component.kind.label),
                "kind": str(mark.kind.label),
                "text": mark.text,
                "meaning": mark.meaning,
                "is_withdrawn": mark.is_withdrawn,
            }
            for component in history.components
            for mark in component.marks
        )
    )


def corrections_of(history: History) -> Cut:
    """Give the facts of the firearm that were set right, each with what the record said before."""
    unknown = _("not known")
    return _cut(
        tuple(
            {
                "fact": str(one.fact.label),
                "record": one.record,
                "before": one.before or unknown,
                "after": one.after or unknown,
                "said": wording.set_right(one.corrected_at.date(), one.corrected_by),
                "entry": str(one.entry),
                "reason": one.reason,
            }
            for one in history.corrections
        )
    )


def _cut(rows: tuple[Any, ...]) -> Cut:
    return Cut(rows=rows[:MOST_ROWS], left=max(0, len(rows) - MOST_ROWS))
