"""Registry, queries, ¶29 ¶64: what is given to a court about one firearm: its life, and the proof of its entries."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from django.utils.translation import gettext

from salwa.contexts.registry.answers import History, Line
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.queries.histories import history_of
from salwa.platform import home as homes
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger.proving import prove
from salwa.platform.ledger.sealing import signer_of
from salwa.platform.ledger.verifying import newest_note
from salwa.platform.models import Entry

FORMAT: Final = "salwa-evidence/1"


def evidence(actor: Actor, firearm: Firearm, *, at: datetime) -> dict[str, Any]:
    """Give what the register holds about a firearm as plain data, with the entries of its life and their proofs.

    ``at`` is the moment for which it is told. Holders are left out. Runs inside an action or a reading.

    Raises Conflict where an entry of the life is not sealed yet: nothing proves it until it is.
    """
    told = history_of(actor, firearm)
    checkpoint = newest_note()
    return {
        "format": FORMAT,
        "node": homes.current().node().name,
        "record": record_of(firearm),
        "made_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "firearm": _facts(told),
        "history": [_line(line) for line in told.lines],
        "gaps": [
            {"before": gap.before, "begins": str(gap.begins), "ends": str(gap.ends), "months": gap.months}
            for gap in told.gaps
        ],
        "marks": list(_marks(told)),
        "rows": [],
        "entries": _entries({line.entry for line in told.lines}, checkpoint),
        "checkpoint": checkpoint,
        "key": str(signer_of(homes.current()).key),
        "erased": [],
    }


def _facts(told: History) -> dict[str, Any]:
    card = told.card
    names = ("record", "make", "model", "make_as_marked", "model_as_marked", "type", "calibre", "serial", "country")
    facts = {name: getattr(card, name) for name in names if getattr(card, name)}
    return facts | {"year": card.year, "status": told.state.status.name.lower(), "agency": told.agency}


def _line(line: Line) -> dict[str, Any]:
    return {
        "ordinal": line.ordinal,
        "kind": line.kind.name.lower(),
        "happened": str(line.happened),
        "recorded_at": line.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "recorded_by": line.recorded_by,
        "agency": line.agency,
        "place": line.place,
        "country": line.country,
        "status": line.status.name.lower(),
        "stated": line.stated,
        "corrects": line.corrects,
        "reason": line.reason,
        "is_withdrawn": line.is_withdrawn,
        "entry": line.entry,
    }


def _marks(told: History) -> Iterable[dict[str, Any]]:
    for component in told.components:
        for mark in component.marks:
            yield {
                "part": component.kind.name.lower(),
                "kind": mark.kind.name.lower(),
                "text": mark.text,
                "meaning": mark.meaning,
                "is_withdrawn": mark.is_withdrawn,
            }


def _entries(numbers: Iterable[int], checkpoint: str) -> list[dict[str, Any]]:
    bodies = Entry.objects.filter(pk__in=list(numbers)).order_by("pk").values_list("pk", "body")
    return [_entry(number, bytes(body), checkpoint) for number, body in bodies]


def _entry(number: int, body: bytes, checkpoint: str) -> dict[str, Any]:
    """Give an entry with its proof to ``checkpoint``, which may have been overtaken while this was read."""
    waits = gettext("Entry %(entry)d of this record is not sealed yet. Try again in a moment, or: salwa ledger seal")
    try:
        proof = prove(number)
    except NotFound:
        raise Conflict(waits % {"entry": number}) from None
    if [str(proof.size)] != checkpoint.split("\n")[1:2]:
        raise Conflict(waits % {"entry": number})
    return {
        "number": number,
        "place": proof.place,
        "body": body.decode(),
        "proof": [one.hex() for one in proof.path],
    }
