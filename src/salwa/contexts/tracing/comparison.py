"""Tracing, comparison, ¶29: the serial as written above the serial as registered, place by place. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from salwa.kernel.identification.model import Reason

QUIET = frozenset({"same", "spacing", "script"})
"""Kinds of reason that change no character of the plain text."""


@dataclass(frozen=True, slots=True)
class Place:
    """One column of the comparison. ``written`` or ``registered`` is empty where the other has a character more."""

    position: int
    written: str
    registered: str
    kind: str

    @property
    def is_changed(self) -> bool:
        """Whether the two hands differ here."""
        return self.kind not in QUIET


def places(registered: str, reasons: Iterable[Reason]) -> tuple[Place, ...]:
    """Lay the serial as written above the ``registered`` plain text.

    ``reasons`` are those of one candidate; only those on the serial with a position count. A position is the place in
    the registered text, from 1; a character that the register does not have stands before the place it names.
    """
    by_position: dict[int, list[Reason]] = {}
    for reason in reasons:
        if reason.field == "serial" and reason.position is not None:
            by_position.setdefault(reason.position, []).append(reason)
    laid: list[Place] = []
    for position in range(1, len(registered) + 2):
        for reason in by_position.get(position, ()):
            if reason.kind not in QUIET:
                laid.extend(_columns(position, reason))
        taken = sum(len(place.registered) for place in laid)
        if taken < position <= len(registered):
            laid.append(Place(position, registered[position - 1], registered[position - 1], "same"))
    return tuple(laid)


def _columns(position: int, reason: Reason) -> list[Place]:
    written, registered = reason.written, reason.registered
    length = max(len(written), len(registered))
    return [
        Place(position + step, written[step : step + 1], registered[step : step + 1], reason.kind)
        for step in range(length)
    ]
