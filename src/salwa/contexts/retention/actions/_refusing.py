"""Retention, actions: refuse in the words of a rule, or of what was handed in."""

from collections.abc import Iterable

from django.utils.translation import gettext

from salwa.contexts.retention.rules import Rule
from salwa.platform.errors import Fault, Refused

LONGEST_TEXT = 200


def refuse_broken(rule: type[Rule], *, is_kept: bool, column: str = "") -> None:
    """Raise Refused in the words of a rule where it is not kept."""
    if not is_kept:
        raise Refused([Fault(0, column, gettext(rule.text()))])


def refuse(faults: Iterable[Fault]) -> None:
    """Raise Refused where there are faults."""
    found = list(faults)
    if found:
        raise Refused(found)


def faults_of_text(column: str, text: str, longest: int, *, is_asked: bool = True) -> Iterable[Fault]:
    """Find a text that is missing, too long, or that no column takes."""
    if is_asked and not text.strip():
        yield Fault(0, column, gettext("this is missing"))
    if len(text) > longest:
        yield Fault(0, column, gettext("longer than %(most)s characters") % {"most": longest})
    if "\x00" in text:
        yield Fault(0, column, gettext("it has a character that no record can keep"))


def check_reason(reason: str) -> None:
    """Raise Refused where nobody says why: what is held, erased or taken over is asked about years later."""
    refuse(faults_of_text("reason", reason, 2_000))
