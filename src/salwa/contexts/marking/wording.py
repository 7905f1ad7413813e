"""Marking, wording, ¶28 ¶63: parts, imbalances and discrepancies in words for the reader."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from salwa.contexts.marking.models import DiscrepancyKind
from salwa.contexts.marking.rules.accounting import Imbalance

PARTS: Final[dict[str, str | Promise]] = {
    "receiver": gettext_lazy("receiver or frame"),
    "frame": gettext_lazy("frame"),
    "barrel": gettext_lazy("barrel"),
    "slide": gettext_lazy("slide"),
    "bolt": gettext_lazy("bolt or breech block"),
    "cylinder": gettext_lazy("cylinder"),
}
IMBALANCES: Final[dict[Imbalance, str | Promise]] = {
    Imbalance.GAP: gettext_lazy("never given to anybody, although later numbers were"),
    Imbalance.TWICE: gettext_lazy("given twice"),
    Imbalance.NEVER_ALLOTTED: gettext_lazy("reported, although they were never given to anybody"),
}
SENTENCES: Final[dict[DiscrepancyKind, str | Promise]] = {
    DiscrepancyKind.READ_DIFFERS: gettext_lazy("The mark was read differently from what it should be."),
    DiscrepancyKind.ON_ANOTHER: gettext_lazy("The mark stands on another firearm than the one it was planned for."),
}
STEPS: Final[dict[DiscrepancyKind, str | Promise]] = {
    DiscrepancyKind.READ_DIFFERS: gettext_lazy(
        "Look at the firearm together. Where it was misread, read it again; where the mark itself is wrong, report "
        "its number as spoiled and give the firearm another."
    ),
    DiscrepancyKind.ON_ANOTHER: gettext_lazy(
        "Compare both firearms with the worksheet. The plan follows what is on the firearm; see that the other one "
        "gets its mark."
    ),
}


def part_name(code: str) -> str:
    """Name the part that carries a mark, as the State's scheme calls it."""
    return str(PARTS.get(code, code)) if code else _("the part that carries the identity")
