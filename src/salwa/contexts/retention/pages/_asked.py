"""Retention, pages: what an address asks: a day to go by, a kind of record, from where a list goes on."""

from datetime import date
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from salwa.contexts.retention.models import KINDS
from salwa.kernel.packs import RecordKind
from salwa.platform.errors import NotFound

_LONGEST: Final = 18
"""Digits of a number that the database can hold."""


def today() -> date:
    """Give the day, as the node's clock has it."""
    return timezone.now().date()


def after(request: HttpRequest, name: str = "after") -> int:
    """Give from which number a list goes on, 0 from the beginning; ``name`` where a page has more lists than one."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0


def kind(request: HttpRequest) -> RecordKind:
    """Give the kind of record that is asked about. Raises NotFound for one of which nothing is ever due."""
    named = {one.value: one for one in KINDS}
    asked = request.GET.get("kind", RecordKind.PERSON.value)
    if asked not in named:
        raise NotFound(_("Nothing of such a kind is ever due."))
    return named[asked]
