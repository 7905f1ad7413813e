"""Marking, models, ¶28 ¶63: imports, State stocks and seized firearms that are to be marked."""

from django.db import models
from django.db.models import Q

from salwa.contexts.marking.models.choices import Use


class Consignment(models.Model):
    """Firearms that are to be marked together: an import, a batch of State stock, a batch of seized firearms.

    ``country`` is the State it came from (ISO 3166-1 numeric, 0 unknown), ``importer`` who imported it, ``arrived`` the
    day it came. ``agency`` keeps it.
    """

    id = models.BigAutoField(primary_key=True)
    use = models.SmallIntegerField(choices=Use.choices)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    country = models.SmallIntegerField(default=0)
    importer = models.ForeignKey(
        "registry.Holder", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    arrived = models.DateField(null=True, blank=True)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_consignment"
        constraints = (
            models.UniqueConstraint(fields=["agency", "reference"], name="marking_consignment_reference_once"),
            models.CheckConstraint(condition=~Q(reference=""), name="marking_consignment_named"),
            models.CheckConstraint(condition=Q(use__in=Use.values), name="marking_consignment_use_known"),
        )

    def __str__(self) -> str:
        return self.reference


class ConsignmentLine(models.Model):
    """A firearm of a consignment; ``described`` is what it was called when it was put there, for the bench."""

    id = models.BigAutoField(primary_key=True)
    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, db_index=False, related_name="lines")
    ordinal = models.IntegerField()
    firearm = models.ForeignKey("registry.Firearm", on_delete=models.PROTECT, related_name="+")
    described = models.CharField(max_length=200, blank=True, default="")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_consignment_line"
        constraints = (
            models.UniqueConstraint(fields=["consignment", "ordinal"], name="marking_line_in_order"),
            models.UniqueConstraint(fields=["consignment", "firearm"], name="marking_line_once"),
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="marking_line_ordinal_positive"),
        )

    def __str__(self) -> str:
        return f"line {self.ordinal} of consignment {self.consignment_id}"
