"""Retention, models, ¶29: holds: what is not erased whatever its time, why, by whose word, and until when reviewed."""

from django.db import models
from django.db.models import Q

from salwa.contexts.retention.models.choices import HoldKind
from salwa.platform.uuid7 import uuid7


class Hold(models.Model):
    """A hold: while it is in force, nothing of what it names is erased.

    ``reference`` is the number of the case or of the dealer's book, ``authority`` the office by whose word it was
    placed, never a person. Why it was placed is the reason of its ``entry``. A hold is never changed: what is reviewed
    and lifted are rows of their own.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.SmallIntegerField(choices=HoldKind.choices)
    firearm = models.ForeignKey("registry.Firearm", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reference = models.CharField(max_length=120, default="", blank=True)
    authority = models.CharField(max_length=200)
    review = models.DateField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_hold"
        constraints = (
            models.CheckConstraint(condition=~Q(authority=""), name="retention_hold_has_authority"),
            models.CheckConstraint(
                condition=Q(kind=HoldKind.FIREARM, firearm__isnull=False, holder__isnull=True)
                | Q(kind=HoldKind.HOLDER, firearm__isnull=True, holder__isnull=False)
                | (Q(kind=HoldKind.CASE, firearm__isnull=True, holder__isnull=True) & ~Q(reference=""))
                | (Q(kind=HoldKind.BOOK, firearm__isnull=True, holder__isnull=False) & ~Q(reference="")),
                name="retention_hold_names_by_kind",
            ),
        )

    def __str__(self) -> str:
        return f"hold {self.uuid}"


class Review(models.Model):
    """That somebody looked at a hold and let it stand until another day."""

    id = models.BigAutoField(primary_key=True)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="reviews")
    review = models.DateField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_review"

    def __str__(self) -> str:
        return f"hold {self.hold_id} until {self.review}"


class Lift(models.Model):
    """That a hold was lifted; once."""

    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, primary_key=True, related_name="lift")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_lift"

    def __str__(self) -> str:
        return f"hold {self.hold_id} lifted"
