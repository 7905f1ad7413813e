"""Registry, wording, ¶29, ¶64: events, states and spans of time in words for the reader."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from salwa.kernel.lifecycle import ConflictKind, EventKind, Happened, Precision, Status
from salwa.platform import dates

EVENT_NAMES: Final[dict[EventKind, str | Promise]] = {
    EventKind.MANUFACTURE: gettext_lazy("Manufactured"),
    EventKind.PROOF: gettext_lazy("Proved"),
    EventKind.MARKING: gettext_lazy("Marked"),
    EventKind.IMPORT: gettext_lazy("Imported"),
    EventKind.TRANSIT: gettext_lazy("In transit"),
    EventKind.EXPORT: gettext_lazy("Exported"),
    EventKind.REGISTRATION: gettext_lazy("Registered"),
    EventKind.TRANSFER: gettext_lazy("Transferred"),
    EventKind.SALE: gettext_lazy("Sold"),
    EventKind.LICENCE: gettext_lazy("Licensed"),
    EventKind.STORAGE: gettext_lazy("Taken into store"),
    EventKind.LOSS: gettext_lazy("Reported lost"),
    EventKind.THEFT: gettext_lazy("Reported stolen"),
    EventKind.FIND: gettext_lazy("Found"),
    EventKind.SEIZURE: gettext_lazy("Seized"),
    EventKind.SURRENDER: gettext_lazy("Surrendered"),
    EventKind.EVIDENCE: gettext_lazy("Taken as evidence"),
    EventKind.FORFEITURE: gettext_lazy("Forfeited"),
    EventKind.RETENTION: gettext_lazy("Kept for official use"),
    EventKind.CONVERSION: gettext_lazy("Converted"),
    EventKind.DEACTIVATION: gettext_lazy("Deactivated"),
    EventKind.REACTIVATION: gettext_lazy("Reactivated"),
    EventKind.REPAIR: gettext_lazy("Repaired"),
    EventKind.DISMANTLING: gettext_lazy("Dismantled"),
    EventKind.DESTRUCTION: gettext_lazy("Destroyed"),
    EventKind.CORRECTION: gettext_lazy("Entry withdrawn"),
    EventKind.STATED_BY_SOURCE: gettext_lazy("Stated by the source"),
    EventKind.INHERITANCE: gettext_lazy("Inherited"),
    EventKind.TEMPORARY_IMPORT: gettext_lazy("Imported for a time"),
    EventKind.LOAN: gettext_lazy("Lent"),
    EventKind.RETURN: gettext_lazy("Returned to its holder"),
    EventKind.REASSEMBLY: gettext_lazy("Reassembled"),
    EventKind.COMPONENT_EXCHANGED: gettext_lazy("Part exchanged"),
    EventKind.COMPONENT_REMOVED: gettext_lazy("Part taken out"),
    EventKind.COMPONENT_FITTED: gettext_lazy("Part fitted"),
    EventKind.IDENTITY_ENDED: gettext_lazy("Identity ended"),
}
STATUS_NAMES: Final[dict[Status, str | Promise]] = {
    Status.UNKNOWN: gettext_lazy("state not known"),
    Status.REGISTERED: gettext_lazy("registered"),
    Status.IN_TRANSIT: gettext_lazy("in transit"),
    Status.EXPORTED: gettext_lazy("exported"),
    Status.STORED: gettext_lazy("in store"),
    Status.LOST: gettext_lazy("reported lost"),
    Status.STOLEN: gettext_lazy("reported stolen"),
    Status.FOUND: gettext_lazy("found"),
    Status.SEIZED: gettext_lazy("seized"),
    Status.SURRENDERED: gettext_lazy("surrendered"),
    Status.EVIDENCE: gettext_lazy("held as evidence"),
    Status.FORFEITED: gettext_lazy("forfeited"),
    Status.RETAINED: gettext_lazy("kept for official use"),
    Status.DEACTIVATED: gettext_lazy("deactivated"),
    Status.REACTIVATED: gettext_lazy("reactivated"),
    Status.DISMANTLED: gettext_lazy("dismantled"),
    Status.DESTROYED: gettext_lazy("destroyed"),
    Status.ON_LOAN: gettext_lazy("on loan"),
    Status.IN_REPAIR: gettext_lazy("in repair"),
    Status.TEMPORARILY_IMPORTED: gettext_lazy("imported for a time"),
    Status.IDENTITY_ENDED: gettext_lazy("identity ended"),
}
ALARMING: Final = frozenset({Status.LOST, Status.STOLEN, Status.DESTROYED})
"""States in which a firearm should not turn up in anyone's hand."""
_GOOD: Final = frozenset({Status.REGISTERED, Status.STORED, Status.RETAINED})
_DOUBTFUL: Final = frozenset({Status.UNKNOWN, Status.IDENTITY_ENDED})
CONFLICT_SENTENCES: Final[dict[ConflictKind, str | Promise]] = {
    ConflictKind.DEALING_AFTER_DESTRUCTION: gettext_lazy(
        "It was dealt with after its destruction: diverted on the way there, or its mark was copied."
    ),
    ConflictKind.SEEN_AFTER_DESTRUCTION: gettext_lazy(
        "It was seen after its destruction: diverted on the way there, or its mark was copied."
    ),
    ConflictKind.BEFORE_MANUFACTURE: gettext_lazy("Something happened to it before it was made."),
    ConflictKind.MADE_TWICE: gettext_lazy("It was made twice: perhaps two firearms stand in one record."),
    ConflictKind.TWO_HOLDERS: gettext_lazy("Two holders had it at once, and nothing recorded lies between."),
    ConflictKind.DEALING_WHILE_MISSING: gettext_lazy("It was dealt with while lost or stolen."),
    ConflictKind.LIVE_AFTER_DEACTIVATION: gettext_lazy(
        "It was dealt with as one that fires after its deactivation, and nobody recorded that it fires again."
    ),
    ConflictKind.AFTER_IDENTITY_ENDED: gettext_lazy(
        "It was dealt with after its identity had ended: the record that follows it is the one to go by."
    ),
}

SAME_SERIAL: Final = gettext_noop("Another record has the same make and serial.")
ALIKE_SERIAL: Final = gettext_noop("Another record has the same make, and a serial that looks alike.")

FINDING_SENTENCES: Final[dict[str, str | Promise]] = {
    "duplicate": gettext_lazy("Perhaps the same firearm is registered twice."),
    "shared_component": gettext_lazy("A part of it, or its mark, is claimed by another record."),
    "component_moved": gettext_lazy(
        "The part that bears this number was first registered with another record, and sits here now."
    ),
    "component_serial": gettext_lazy("The number that was asked for is not that of the firearm but of a part of it."),
}

LONGEST_NOTE: Final = 500
"""Characters of what a finding keeps beside its kind."""
_FACTS: Final = '{"line":'


NEXT_STEPS: Final[dict[str, str | Promise]] = {
    "shared_component": gettext_lazy("Look which of the two firearms has the part now, and correct the other record."),
    "component_moved": gettext_lazy("Look at both records: where the part came from, and where it is now."),
    "changed_at_source": gettext_lazy("Compare the record with what its source says now, and correct what is wrong."),
    "duplicate": gettext_lazy(
        "Compare the two records. Show them as one firearm, or set the doubt aside because they are two."
    ),
}


def not_understood(text: str, rivals: Iterable[str]) -> str:
    """Say that a typed word is none that the register knows, and what it may mean where there is anything near."""
    told = {"text": text[:40], "names": ", ".join(rivals)}
    if told["names"]:
        return _("“%(text)s” is not understood. Did you mean: %(names)s?") % told
    return _("“%(text)s” is not understood: write it in another way.") % told


def set_right(day_: date, by: str) -> str:
    """Say when a fact of a record was set right, and by whom."""
    return _("set right on %(day)s by %(by)s") % {"day": day(day_), "by": by}


def next_step(kind: str, *, has_other: bool) -> str:
    """Say what a registrar does about a finding of a kind; ``has_other``: whether the second record may be opened."""
    if kind == "duplicate" and not has_other:
        return _("Ask the agency that keeps the other record to compare it with this one.")
    if kind.upper() in ConflictKind.__members__:
        return _("Compare the entries with the papers. Correct the one that is wrong, or say why both are right.")
    return str(NEXT_STEPS.get(kind, _("Open the record and look at it.")))


def name_of(make: str, model: str) -> str:
    """Give what a firearm is called, the maker once also where the model's name begins with it."""
    if model.casefold().startswith(make.casefold()):
        return model or make
    return f"{make} {model}".strip()


def tone_of(status: Status) -> str:
    """Give the tone in which a state is shown, on the record's page and in every list: by the state alone."""
    if status in ALARMING:
        return "bad"
    return "good" if status in _GOOD else "warn" if status in _DOUBTFUL else ""


def happening(kind: EventKind, status: Status, stated: str = "") -> str:
    """Say what happened; of what a source states also its own word, verbatim."""
    if kind is not EventKind.STATED_BY_SOURCE:
        return str(EVENT_NAMES[kind])
    facts = {"word": stated, "status": STATUS_NAMES[status]}
    if stated:
        return _("Stated by the source “%(word)s”: %(status)s") % facts
    return _("Stated by the source: %(status)s") % facts


def when(happened: Happened) -> str:
    """Say when something happened, as exactly as it is known and no more: a bare year stays a year."""
    first, last = happened.first, happened.last
    if first is None and last is None:
        return _("date not known")
    if first is None or last is None:
        return _half_open(first, last)
    precision = happened.precision
    if precision is Precision.DAY:
        return day(first)
    if precision is Precision.MONTH:
        return dates.month(first)
    if precision is Precision.YEAR:
        return str(first.year)
    return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}


def _half_open(first: date | None, last: date | None) -> str:
    if first is not None:
        return _("not before %(first)s") % {"first": day(first)}
    return _("not after %(last)s") % {"last": day(last)} if last is not None else ""


def day(value: date) -> str:
    """Write a day in the reader's language."""
    return dates.day(value)


def finding_sentence(kind: str, text: str = "", ask: str = "") -> str:
    """Say what a person should look at. ``kind`` is a finding's or a state's name in lower case, ``ask`` an agency."""
    name = kind.upper()
    if name in ConflictKind.__members__:
        sentence = str(CONFLICT_SENTENCES[ConflictKind[name]])
    elif name in Status.__members__:
        sentence = _("In the register it is %(status)s.") % {"status": STATUS_NAMES[Status[name]]}
    else:
        other = _("Something about this record does not fit together.")
        sentence = str(FINDING_SENTENCES.get(kind, other))
    told = note(text)
    asked = _("Ask %(agency)s.") % {"agency": ask} if ask else ""
    return " ".join(part for part in (sentence, told, asked) if part)


def note(text: str) -> str:
    """Say in the reader's language what a finding keeps beside its kind: a known sentence, facts, or free words."""
    if text in (SAME_SERIAL, ALIKE_SERIAL):
        return _(text)
    try:
        facts = json.loads(text) if text.startswith(_FACTS) else {}
    except ValueError:
        facts = {}
    if not {"line", "said"} <= facts.keys():
        return text
    said = "; ".join(f"{column}: {words}" for column, words in facts["said"].items())
    return _("Line %(line)d of the source now says: %(said)s") % {"line": facts["line"], "said": said}


def said_by_source(line: int, said: Mapping[str, str]) -> str:
    """Give what a finding keeps of a line of a source, for :func:`note`; the longest words are cut where need be."""
    kept = dict(said)
    while len(text := json.dumps({"line": line, "said": kept}, ensure_ascii=False)) > LONGEST_NOTE:
        longest = max(kept, key=lambda column: len(kept[column]))
        kept[longest] = f"{kept[longest][: len(kept[longest]) * 2 // 3]}…"
    return text
