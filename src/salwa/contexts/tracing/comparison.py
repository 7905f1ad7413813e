"""Tracing, comparison, ¶29: the serial as written above the serial as registered, place by place. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from salwa.kernel.identification.model import Reason

QUIET = frozenset({"same", "spacing", "script"})
"""Kinds of reason that change no character of the plain text."""


@dataclass(frozen=True, slots=True)
class Place:
    """One column of the comparison.

    ``position`` counts the registered characters from 1, None where the register has none. ``written`` or
    ``registered`` is empty where the other has a character more.
    """

    position: int | None
    written: str
    registered: str
    kind: str

    @property
    def is_changed(self) -> bool:
        """Whether the two hands differ here."""
        return self.kind not in QUIET


def places(registered: str, reasons: Iterable[Reason]) -> tuple[Place, ...]:
    """Lay the serial as written above the ``registered`` plain text.

    ``reasons`` are those of one candidate; only changes of the serial at a position count. Positions are the kernel's:
    places of the registered text from 1, but those of the written text where a character was inserted.
    """
    changes = [one for one in reasons if one.field == "serial" and one.position and one.kind not in QUIET]
    inserted = {one.position: one for one in changes if one.kind == "inserted"}
    others = {one.position: one for one in changes if one.kind != "inserted"}
    laid: list[Place] = []
    written, at = 1, 1
    while at <= len(registered) or written in inserted:
        if written in inserted:
            extra = inserted.pop(written).written
            laid.extend(Place(None, character, "", "inserted") for character in extra)
            written += len(extra)
            continue
        change = others.get(at)
        columns = _columns(at, change) if change else [Place(at, registered[at - 1], registered[at - 1], "same")]
        laid.extend(columns)
        at += len(columns)
        written += sum(bool(column.written) for column in columns)
    return tuple(laid)


def _columns(at: int, change: Reason) -> list[Place]:
    return [
        Place(at + step, change.written[step : step + 1], character, change.kind)
        for step, character in enumerate(change.registered)
    ]
