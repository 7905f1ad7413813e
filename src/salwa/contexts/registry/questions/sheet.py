"""Registry, questions: what a sheet is: a kind of event, what it means, what is asked, what records it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salwa.contexts.registry.drafts import Happening
from salwa.contexts.registry.models import Event, Firearm
from salwa.kernel.lifecycle import EventKind
from salwa.platform.actor import Actor

Act = Callable[[Actor, Firearm, Happening, str], Event]
"""Records an event: who acts, the firearm, what is told, and why."""


class Ask(StrEnum):
    """What may be asked besides when it happened and why it is recorded; the names are those of the fields."""

    PLACE = "place"
    COUNTRY = "country"
    HOLDER = "holder"
    UNTIL = "until"
    REFERENCE = "reference"
    CONSIGNMENT = "consignment"
    PERMIT = "permit"
    METHOD = "method"
    CERTIFICATE = "certificate"
    WITNESSES = "witnesses"


class Group(models.TextChoices):
    """Under which heading a kind stands on the page of what can happen."""

    MISSING = "missing", _("Missing and found")
    HOLDERS = "holders", _("Who has it")
    CUSTODY = "custody", _("In the hands of the State")
    BORDER = "border", _("Across the border")
    WORKS = "works", _("Made, marked and worked on")
    END = "end", _("Its end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is asked about one kind of event.

    ``name`` is what one does ("Record a sale"), ``says`` what it means, in one line, ``after`` what to do next once it
    is recorded. ``labels`` are the words for a field where the usual ones do not fit.
    """

    kind: EventKind
    group: Group
    name: str | Promise
    says: str | Promise
    after: str | Promise
    asks: tuple[Ask, ...]
    act: Act
    required: frozenset[Ask] = frozenset()
    labels: dict[Ask, str | Promise] = field(default_factory=dict)
