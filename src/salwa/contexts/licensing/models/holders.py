"""Licensing, models, ¶37 ¶59: in which capacity somebody has licences, where, and what was checked."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.licensing.models.choices import Category, CheckKind, CheckOutcome, PremisesKind
from salwa.platform.uuid7 import uuid7


class Licensee(models.Model):
    """That a holder is a dealer, a collector, a club …, from a day on.

    ``held_to`` is the last day, None while it is so. ``agency`` is the authority that keeps this record, here and in
    the tables below.
    """

    id = models.BigAutoField(primary_key=True)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    ended = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    category = models.CharField(max_length=20, choices=Category.choices)
    held_from = models.DateField()
    held_to = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_licensee"
        constraints = (
            models.UniqueConstraint(
                fields=["holder", "category", "agency"],
                condition=Q(ended__isnull=True),
                name="licensing_licensee_once",
            ),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="licensing_licensee_known"),
            models.CheckConstraint(
                condition=Q(held_to__isnull=True) | Q(held_to__gte=F("held_from")), name="licensing_licensee_forward"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, held_to__isnull=True) | Q(ended__isnull=False, held_to__isnull=False),
                name="licensing_licensee_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.holder_id}"


class CheckFact(models.Model):
    """That something was checked of a holder on a day, and passed or not.

    What was found is not stored: of health, only the fact. Who checked and by which document stands in
    :class:`Words`. ``valid_to`` is what the checker said, None where nothing was said.
    """

    id = models.BigAutoField(primary_key=True)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=CheckKind.choices)
    outcome = models.SmallIntegerField(choices=CheckOutcome.choices)
    made_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_check"
        indexes = (models.Index(fields=["valid_to", "id"], name="licensing_check_lapsing"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=CheckKind.values), name="licensing_check_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=CheckOutcome.values), name="licensing_check_outcome_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("made_on")), name="licensing_check_forward"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of holder {self.holder_id}"


class CheckWithdrawal(models.Model):
    """That a check no longer counts: recorded wrongly, or taken back by whoever made it. The reason is the entry's."""

    fact = models.OneToOneField(CheckFact, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "licensing_check_withdrawal"

    def __str__(self) -> str:
        return f"withdrawal of check {self.fact_id}"


class Premises(models.Model):
    """A place where firearms are kept, sold or repaired. Its address stands in :class:`Words`, and on no list."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    closed = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=PremisesKind.choices)
    label = models.CharField(max_length=60)
    """How people tell it from the holder's other places: "shop", "store 2". Never an address."""

    class Meta:
        db_table = "licensing_premises"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=PremisesKind.values), name="licensing_premises_kind_known"),
            models.CheckConstraint(condition=~Q(label=""), name="licensing_premises_labelled"),
        )

    def __str__(self) -> str:
        return self.label
