"""Marking, models: the small codes that tables store. A code never changes its meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from salwa.contexts.marking.rules.accounting import Fate
from salwa.kernel.packs import MarkingUse


class Use(models.IntegerChoices):
    """What marks are for (ITI 8 and 9, Firearms Protocol 8)."""

    MANUFACTURE = 1, _("manufacture")
    IMPORT = 2, _("import")
    STATE_STOCK = 3, _("State stock")
    SEIZED = 4, _("seized firearms")

    @property
    def in_pack(self) -> MarkingUse:
        """The use as country packs name it."""
        return MarkingUse[self.name]


class Outcome(models.IntegerChoices):
    """What became of a number, as :class:`~salwa.contexts.marking.rules.accounting.Fate` has it."""

    ENGRAVED = Fate.ENGRAVED, pgettext_lazy("number", "engraved")
    SPOILED = Fate.SPOILED, _("spoiled")
    SKIPPED = Fate.SKIPPED, _("skipped")
    VOID = Fate.VOID, _("void")


class Form(models.IntegerChoices):
    """How a job went to those who mark."""

    FILES = 1, _("files for a machine")
    PAPER = 2, _("worksheet on paper")


class MachineKind(models.IntegerChoices):
    """How a machine marks."""

    LASER = 1, _("laser")
    DOT_PEEN = 2, _("dot peen")
    STAMP = 3, _("stamping press")
    ENGRAVER = 4, _("engraving spindle")
    HAND = 5, _("hand stamps")


class NoteKind(models.IntegerChoices):
    """What was done with a machine."""

    SERVICED = 1, _("serviced")
    REPAIRED = 2, _("repaired")
    SOFTWARE = 3, _("software changed")
    BROKEN = 4, _("out of order")
    WITHDRAWN = 5, _("taken out of service")


class DiscrepancyKind(models.IntegerChoices):
    """What does not agree between the plan, the report and the mark on the firearm."""

    READ_DIFFERS = 1, _("read differently")
    ON_ANOTHER = 2, _("engraved on another firearm than planned")
