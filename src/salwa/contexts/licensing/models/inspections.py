"""Licensing, models, ¶37 ¶64: inspections, stock-takes, and what is left to be done after them."""

from django.db import models
from django.db.models import Q

from salwa.contexts.licensing.models.choices import InspectionKind, InspectionOutcome, Seen, TaskKind
from salwa.contexts.licensing.models.holders import Premises


class Inspection(models.Model):
    """That something of a holder is to be inspected by a day. What was found stands in its result."""

    id = models.BigAutoField(primary_key=True)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    licence = models.ForeignKey(
        "licensing.Licence", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=InspectionKind.choices)
    due = models.DateField()

    class Meta:
        db_table = "licensing_inspection"
        indexes = (models.Index(fields=["due", "id"], name="licensing_inspection_due"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=InspectionKind.values), name="licensing_inspection_known"),
        )

    def __str__(self) -> str:
        return f"inspection {self.pk}"


class InspectionResult(models.Model):
    """What an inspection found, once and for good.

    The inspector is the actor of its entry; each thing to be mended is a task.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, primary_key=True, related_name="result")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    outcome = models.SmallIntegerField(choices=InspectionOutcome.choices)
    done_on = models.DateField()

    class Meta:
        db_table = "licensing_inspection_result"
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=InspectionOutcome.values), name="licensing_inspection_result_known"
            ),
        )

    def __str__(self) -> str:
        return f"result of inspection {self.inspection_id}"


class StockTake(models.Model):
    """That the firearms of a holder were compared with the register on a day."""

    id = models.BigAutoField(primary_key=True)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    taken_on = models.DateField()

    class Meta:
        db_table = "licensing_stock_take"

    def __str__(self) -> str:
        return f"stock-take {self.pk}"


class StockTakeLine(models.Model):
    """One number of a stock-take: as it was written down, or as it stands on record where it was not seen."""

    pk = models.CompositePrimaryKey("stock_take_id", "ordinal")
    stock_take = models.ForeignKey(StockTake, on_delete=models.PROTECT, db_index=False, related_name="lines")
    firearm = models.ForeignKey(
        "registry.Firearm", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    ordinal = models.IntegerField()
    outcome = models.SmallIntegerField(choices=Seen.choices)
    serial = models.CharField(max_length=200)

    class Meta:
        db_table = "licensing_stock_take_line"
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="licensing_stock_take_line_ordinal_positive"),
            models.CheckConstraint(condition=Q(outcome__in=Seen.values), name="licensing_stock_take_line_known"),
            models.CheckConstraint(
                condition=Q(outcome=Seen.EXTRA) | Q(firearm__isnull=False), name="licensing_stock_take_line_of_firearm"
            ),
        )

    def __str__(self) -> str:
        return f"line {self.ordinal} of stock-take {self.stock_take_id}"


class Task(models.Model):
    """Something that somebody has to look at or to mend: what to do, never who is guilty. Its words stand in Words."""

    id = models.BigAutoField(primary_key=True)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    opened = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    closed = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="tasks"
    )
    stock_take = models.ForeignKey(
        StockTake, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="tasks"
    )
    firearm = models.ForeignKey(
        "registry.Firearm", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=TaskKind.choices)
    ordinal = models.IntegerField(default=1)
    serial = models.CharField(max_length=200, default="", blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_task"
        indexes = (models.Index(fields=["id"], name="licensing_task_open", condition=Q(closed__isnull=True)),)
        constraints = (
            models.UniqueConstraint(fields=["opened", "ordinal"], name="licensing_task_of_entry_once"),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="licensing_task_kind_known"),
        )

    def __str__(self) -> str:
        return f"task {self.pk}"
