"""Marking, actions: what several actions look at before they write."""

import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from salwa.contexts.marking.models import Job, JobClosing
from salwa.contexts.marking.rules.duties import Rule
from salwa.kernel.marks.controls import TURNING
from salwa.platform.errors import Conflict, Fault, NotFound, Refused


def refuse(faults: Sequence[Fault]) -> None:
    """Raise Refused with all faults, where there are any."""
    if faults:
        raise Refused(tuple(faults))


def refuse_broken(rules: Sequence[type[Rule]]) -> None:
    """Raise Refused in the words of the broken rules, where there are any."""
    refuse([Fault(0, "", gettext(rule.text())) for rule in rules])


def faults_of_text(column: str, text: str, longest: int, *, is_needed: bool = False, line: int = 0) -> Iterator[Fault]:
    """Find what makes a text unfit to be kept: missing, too long, or with characters that command or turn it."""
    if is_needed and not text.strip():
        yield Fault(line, column, gettext("this is needed"))
    if len(text) > longest:
        told = gettext("has %(count)s characters; at most %(most)s are kept")
        yield Fault(line, column, told % {"count": len(text), "most": longest})
    if any(TURNING.match(one) or unicodedata.category(one) in ("Cc", "Cs") for one in text):
        yield Fault(line, column, gettext("has characters that cannot be seen: type the text again"))


def locked(job: Job) -> Job:
    """Lock a job that is not over, until the action ends. Raises NotFound; Conflict where it is closed."""
    held = Job.objects.select_related("series", "consignment").select_for_update(of=("self",)).filter(pk=job.pk).first()
    if held is None:
        raise NotFound(gettext("There is no marking job of that number that you may see."))
    if JobClosing.objects.filter(job=held).exists():
        raise Conflict(gettext("This job is closed: nothing can be changed in it. Plan another one."))
    return held
