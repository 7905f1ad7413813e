"""Registry, papers, ¶29, ¶64: an evidence bundle as it was given out, read into what its paper shows."""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from salwa.contexts.registry import wording
from salwa.kernel.lifecycle import EventKind, Happened, Status
from salwa.platform.papers import Fact, Mark

FORMAT: Final = "salwa-evidence/1"
MOST_ROWS: Final = 500
"""Rows of one table that are printed; the rest stands in the attached file, and the paper says how many."""
_COSIGNATURE_BYTES: Final = 4 + 8 + 64
"""A witness's signature holds the time at which it signed, the register's own does not (C2SP tlog-cosignature)."""
_LABELS: Final[dict[str, str | Promise]] = {
    "record": gettext_lazy("Record"),
    "make": gettext_lazy("Make"),
    "make_as_marked": gettext_lazy("Make as marked"),
    "model": gettext_lazy("Model"),
    "model_as_marked": gettext_lazy("Model as marked"),
    "type": gettext_lazy("Type"),
    "calibre": gettext_lazy("Calibre"),
    "serial": gettext_lazy("Serial number"),
    "country": gettext_lazy("Country of manufacture"),
    "year": gettext_lazy("Year of manufacture"),
    "status": gettext_lazy("State in the register"),
    "agency": gettext_lazy("Kept by"),
    "source": gettext_lazy("Source"),
    "external_id": gettext_lazy("Number at the source"),
}
_AS_MARKS: Final = frozenset({"record", "serial", "external_id", "uuid", "make_as_marked", "model_as_marked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeRow:
    """A line of the life for the paper, or a gap before one. ``undone_by`` numbers the line that withdrew this one."""

    line: str = ""
    when: str
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


def facts_of(firearm: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Give the named facts in the usual order, then those that this paper has no word for under their own name."""
    known = [name for name in _LABELS if name in firearm]
    others = [name for name in firearm if name not in _LABELS and isinstance(firearm[name], str | int)]
    return tuple(_fact(name, firearm[name]) for name in (*known, *others))


def _fact(name: str, value: Any) -> Fact:
    text = "" if value is None else str(value)
    if name == "status" and text.upper() in Status.__members__:
        text = str(wording.STATUS_NAMES[Status[text.upper()]])
    label = str(_LABELS.get(name, name))
    return Fact(label, Mark(text) if text and name in _AS_MARKS else text, _("not known"))


def life_of(bundle: Mapping[str, Any]) -> Cut:
    """Give the lines of the life in their order, each gap before the line that ends it."""
    history = _listed(bundle, "history")
    undone = {line.get("corrects"): str(line.get("ordinal", "")) for line in history if line.get("corrects")}
    gaps = {gap.get("before"): gap for gap in _listed(bundle, "gaps")}
    rows = tuple(_life_rows(history, undone, gaps))
    return _cut(rows)


def _life_rows(
    history: Sequence[Mapping[str, Any]], undone: Mapping[Any, str], gaps: Mapping[Any, Mapping[str, Any]]
) -> Iterator[LifeRow]:
    for line in history:
        if line.get("ordinal") in gaps:
            yield _gap(gaps[line.get("ordinal")])
        yield _life_row(line, undone)


def _gap(gap: Mapping[str, Any]) -> LifeRow:
    months = int(gap.get("months", 0))
    text = ngettext("No entry for %(count)d month", "No entries for %(count)d months", months) % {"count": months}
    facts = {"begins": _day(gap.get("begins")), "ends": _day(gap.get("ends"))}
    return LifeRow(when="", what=f"{text}. {_('Between %(begins)s and %(ends)s.') % facts}", is_gap=True)


def _life_row(line: Mapping[str, Any], undone: Mapping[Any, str]) -> LifeRow:
    facts = {"name": line.get("recorded_by", ""), "agency": line.get("agency", "")}
    by = _("%(name)s, %(agency)s") if facts["agency"] else _("%(name)s")
    return LifeRow(
        line=str(line.get("ordinal", "")),
        when=_when(str(line.get("happened") or "")),
        what=_what(line),
        where=" · ".join(str(line[name]) for name in ("place", "country") if line.get(name)),
        holder=str(line.get("holder") or ""),
        recorded=by % facts,
        recorded_at=moment(line.get("recorded_at")),
        entry=str(line.get("entry", "")),
        corrects=str(line.get("corrects") or ""),
        undone_by=undone.get(line.get("ordinal"), ""),
        reason=str(line.get("reason") or ""),
        is_withdrawn=bool(line.get("is_withdrawn")),
    )


def _what(line: Mapping[str, Any]) -> str:
    """Say what happened in words; a kind or state that this paper has no word for, as it stands."""
    kind, status = str(line.get("kind", "")), str(line.get("status", "")).upper()
    if kind.upper() not in EventKind.__members__:
        return kind
    known = Status[status] if status in Status.__members__ else Status.UNKNOWN
    return wording.happening(EventKind[kind.upper()], known, str(line.get("stated") or ""))


def _when(text: str) -> str:
    try:
        return wording.when(Happened.parse(text))
    except ValueError:
        return text


def _day(text: Any) -> str:
    try:
        return wording.day(date.fromisoformat(str(text)))
    except ValueError:
        return str(text or "")


def moment(text: Any) -> str:
    """Write a moment of ISO 8601 in the reader's language and in UTC; what is none, as it stands."""
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return str(text or "")
    return f"{date_format(at.astimezone(UTC), 'j F Y, H:i')} UTC"


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
                "number": str(entry.get("number", "")),
                "place": str(entry.get("place", "")),
                "digest": hashlib.sha256(b"\x00" + str(entry.get("body", "")).encode()).hexdigest(),
                "proof": len(entry.get("proof") or ()),
            }
            for entry in _listed(bundle, "entries")
        )
    )


def rows_of(bundle: Mapping[str, Any]) -> Cut:
    """Give the rows of record with the entry that wrote each and its digest."""
    return _cut(
        tuple(
            {name: str(row.get(name, "")) for name in ("table", "key", "form", "digest", "entry")}
            for row in _listed(bundle, "rows")
        )
    )


def marks_of(bundle: Mapping[str, Any]) -> Cut:
    """Give the marks with the part that carries each, verbatim."""
    return _cut(
        tuple(
            {
                "part": str(mark.get("part") or mark.get("component") or ""),
                "kind": str(mark.get("kind") or ""),
                "text": str(mark.get("text") or ""),
                "meaning": str(mark.get("meaning") or ""),
                "is_withdrawn": bool(mark.get("is_withdrawn")),
            }
            for mark in _listed(bundle, "marks")
        )
    )


def erased_of(bundle: Mapping[str, Any]) -> tuple[str, ...]:
    """Name what was erased."""
    told = bundle.get("erased") or ()
    return tuple(
        " · ".join(f"{name}: {value}" for name, value in one.items()) if isinstance(one, Mapping) else str(one)
        for one in told
    )


def _listed(bundle: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    return bundle.get(name) or ()


def _cut(rows: tuple[Any, ...]) -> Cut:
    return Cut(rows=rows[:MOST_ROWS], left=max(0, len(rows) - MOST_ROWS))
