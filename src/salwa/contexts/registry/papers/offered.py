"""Registry, papers, ¶29: which paper can be printed about which line of a life."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from salwa.contexts.registry.answers import History, Line
from salwa.contexts.registry.papers.certificates import deactivation_certificate, destruction_certificate
from salwa.contexts.registry.papers.issuing import About
from salwa.contexts.registry.papers.receipts import hand_over_receipt, seizure_receipt, surrender_receipt
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.papers import Paper


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its short name in addresses and files, what people call it, and who writes it."""

    name: str
    title: str | Promise
    build: Callable[[About], Paper]


_HAND_OVER: Final = Kind("hand-over", gettext_lazy("Receipt of a hand-over"), hand_over_receipt)
_PASSED_ON: Final = frozenset(
    {
        EventKind.TRANSFER,
        EventKind.SALE,
        EventKind.INHERITANCE,
        EventKind.LOAN,
        EventKind.RETURN,
        EventKind.REPAIR,
        EventKind.STORAGE,
        EventKind.EVIDENCE,
        EventKind.FORFEITURE,
        EventKind.RETENTION,
    }
)
KINDS: Final[dict[EventKind, Kind]] = {
    EventKind.DEACTIVATION: Kind("deactivation", gettext_lazy("Certificate of deactivation"), deactivation_certificate),
    EventKind.DESTRUCTION: Kind("destruction", gettext_lazy("Certificate of destruction"), destruction_certificate),
    EventKind.SURRENDER: Kind("surrender", gettext_lazy("Receipt for a surrendered firearm"), surrender_receipt),
    EventKind.SEIZURE: Kind("seizure", gettext_lazy("Receipt for a seized firearm"), seizure_receipt),
    **dict.fromkeys(_PASSED_ON, _HAND_OVER),
}
"""The paper about each kind of event; about others none is printed."""


def offered(line: Line) -> Kind | None:
    """Give the paper that can be printed about a line; None where there is none, or the line was withdrawn."""
    return None if line.is_withdrawn else KINDS.get(line.kind)


def offer(history: History, ordinal: int) -> tuple[Line, Kind]:
    """Give a line of a history and its paper.

    Raises:
        NotFound: there is no such line, or no paper is printed about what happened there.
        Conflict: the line was withdrawn.
    """
    line = next((one for one in history.lines if one.ordinal == ordinal), None)
    kind = None if line is None else KINDS.get(line.kind)
    if line is None or kind is None:
        raise NotFound(_("No paper is printed about that line of the record."))
    if line.is_withdrawn:
        raise Conflict(_("This line was withdrawn, so nothing is printed about it. Print the one that corrects it."))
    return line, kind
