"""Licensing, models, ¶37: words about somebody, apart from all else, so that they can be erased."""

from django.db import models
from django.db.models import Q

from salwa.contexts.licensing.models.choices import Part
from salwa.kernel.ledger.entries import new_salt


class Words(models.Model):
    """A text that may name or describe a person: a reason, an address, who checked, which document, an answer.

    It belongs to what its ``entry`` recorded, ``part`` and ``ordinal`` say to what of it; ``holder`` is whom it is
    about. A row is never changed. When its time is over it is deleted, and what was decided stays readable without it.
    ``salt`` is random: with the row deleted, nobody can guess what its binding in the log binds.
    """

    pk = models.CompositePrimaryKey("entry_id", "part", "ordinal")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    part = models.SmallIntegerField(choices=Part.choices)
    ordinal = models.IntegerField(default=1)
    text = models.CharField(max_length=2000)
    salt = models.BinaryField(default=new_salt)

    class Meta:
        db_table = "licensing_words"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="licensing_words_say_something"),)

    def __str__(self) -> str:
        return f"{Part(self.part).label} of entry {self.entry_id}"
