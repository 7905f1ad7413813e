"""Retention, models: the small codes that tables store. A code never changes its meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from salwa.kernel.packs import RecordKind


class HoldKind(models.IntegerChoices):
    """What a hold keeps."""

    FIREARM = 1, _("a firearm")
    HOLDER = 2, _("a holder")
    CASE = 3, _("a case")
    BOOK = 4, _("a dealer's book")


class KindCode(models.IntegerChoices):
    """The kinds of record whose personal data are erased, as small codes."""

    PERSON = 1, _("persons")
    ENTRY = 2, _("entries")
    LICENCE = 3, _("licences")
    REFUSAL = 4, _("refusals")
    DEALER_BOOK = 5, _("dealers' books")

    @classmethod
    def of(cls, kind: RecordKind) -> "KindCode":
        """Give the code of a kind. Raises KeyError for a kind of which nothing is erased."""
        return cls[kind.name]

    @property
    def kind(self) -> RecordKind:
        """The kernel's kind."""
        return RecordKind[self.name]


class Outcome(models.IntegerChoices):
    """What became of a proposal."""

    CARRIED_OUT = 1, _("carried out")
    TURNED_DOWN = 2, _("turned down")


class Carrier(models.IntegerChoices):
    """On what records are handed over."""

    PAPER = 1, _("paper, in boxes or volumes")
    FILE = 2, _("a file")
    DISC = 3, _("a disc or another data carrier")
    MIXED = 4, _("paper and files")
