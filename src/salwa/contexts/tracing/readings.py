"""Tracing, wording, ¶29: as what each mark was read, every reading once, with what tells it from its like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from salwa.contexts.tracing import wording
from salwa.kernel.marks import sentences
from salwa.kernel.marks.model import Reading

SURE: Final = 0.5
"""A reading below this confidence is shown as doubtful."""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """One mark as it was read. ``how`` is said where the same text is read in more than one way."""

    kind: str | Promise
    text: str
    how: str
    confidence: float

    @property
    def is_doubtful(self) -> bool:
        """Whether something else is likelier."""
        return self.confidence < SURE


def readings(read: Sequence[Reading]) -> tuple[ReadAs, ...]:
    """Give the readings in their order; those that nothing tells apart stand once, with the surest of them."""
    shown: dict[tuple[str, str, str], ReadAs] = {}
    for one in _told(read):
        key = (str(one.kind), one.text, one.how)
        if key not in shown or shown[key].confidence < one.confidence:
            shown[key] = one
    return tuple(shown.values())


def _told(read: Sequence[Reading]) -> Iterator[ReadAs]:
    for one in read:
        reasons = {other.reason for other in read if (other.kind, other.text) == (one.kind, one.text)}
        kind = wording.KIND_NAMES.get(one.kind, str(one.kind))
        yield ReadAs(kind, one.text, _how(one.reason, reasons), one.confidence)


def _how(reason: str, reasons: set[str]) -> str:
    """Say how a doubtful sign was taken, where the same text is read both ways; ``reasons`` are those of all ways."""
    if sentences.WITHOUT_DOUBT in reasons:
        is_doubt = reason == sentences.WITHOUT_DOUBT
        return _("? as a doubt about the whole") if is_doubt else _("? as a character that could not be read")
    if sentences.X_UNREAD in reasons:
        is_unread = reason == sentences.X_UNREAD
        return _("x as characters that could not be read") if is_unread else _("x as a letter")
    return ""
