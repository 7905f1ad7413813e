"""Marking, models, ¶28 ¶63: jobs: which number goes on which firearm, how it was sent, read again, and closed."""

from django.db import models
from django.db.models import Q

from salwa.contexts.marking.models.choices import DiscrepancyKind, Form, Use
from salwa.contexts.marking.models.consignments import Consignment
from salwa.contexts.marking.models.machines import Machine
from salwa.contexts.marking.models.series import Series


class Job(models.Model):
    """Marks that an agency is to strike, by a machine or by hand (no ``machine``).

    Without a ``consignment`` it is a pad: numbers on paper for firearms that nobody knows yet, under its ``label``.
    """

    id = models.BigAutoField(primary_key=True)
    use = models.SmallIntegerField(choices=Use.choices)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="jobs")
    consignment = models.ForeignKey(Consignment, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs")
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="jobs"
    )
    label = models.CharField(max_length=60)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_job"
        constraints = (
            models.CheckConstraint(condition=~Q(label=""), name="marking_job_named"),
            models.CheckConstraint(condition=Q(use__in=Use.values), name="marking_job_use_known"),
        )

    def __str__(self) -> str:
        return f"job {self.pk}"


class PlannedMark(models.Model):
    """A number of a job and the firearm it is for. The newest ``turn`` counts: what was done instead is a new row.

    ``component`` is the ordinal of the part, ``is_doubled`` that a second part carries the mark too.
    """

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, db_index=False, related_name="planned")
    number = models.BigIntegerField()
    turn = models.SmallIntegerField(default=1)
    firearm = models.ForeignKey("registry.Firearm", on_delete=models.PROTECT, related_name="+")
    component = models.SmallIntegerField(default=1)
    part = models.CharField(max_length=60, blank=True, default="")
    is_doubled = models.BooleanField(default=False)
    described = models.CharField(max_length=200, blank=True, default="")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_planned_mark"
        constraints = (
            models.UniqueConstraint(fields=["job", "number", "turn"], name="marking_planned_in_turn"),
            models.CheckConstraint(condition=Q(turn__gt=0, component__gt=0), name="marking_planned_positive"),
        )

    def __str__(self) -> str:
        return f"number {self.number} of job {self.job_id}"


class Dispatch(models.Model):
    """A job was sent: in which form, how many marks, and the SHA-256 of the file (of the list, on paper)."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="dispatches")
    form = models.SmallIntegerField(choices=Form.choices)
    digest = models.BinaryField(max_length=32)
    marks = models.IntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_dispatch"
        constraints = (models.CheckConstraint(condition=Q(marks__gt=0), name="marking_dispatch_has_marks"),)

    def __str__(self) -> str:
        return f"job {self.job_id} as {Form(self.form).label}"


class Reading(models.Model):
    """An engraved mark was read again, typed without being shown what it should be. The newest one counts."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="readings")
    number = models.BigIntegerField()
    text = models.CharField(max_length=80)
    is_same = models.BooleanField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_reading"

    def __str__(self) -> str:
        return f"number {self.number} of job {self.job_id} read"


class Entered(models.Model):
    """A mark that was read again stands in the firearm's record, as its mark ``ordinal``."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, db_index=False, related_name="entered")
    number = models.BigIntegerField()
    ordinal = models.SmallIntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_entered"
        constraints = (models.UniqueConstraint(fields=["job", "number"], name="marking_entered_once"),)

    def __str__(self) -> str:
        return f"number {self.number} of job {self.job_id} entered"


class JobClosing(models.Model):
    """A job is over: every number accounted for, every mark read again and entered."""

    job = models.OneToOneField(Job, on_delete=models.PROTECT, primary_key=True, related_name="closing")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_job_closing"

    def __str__(self) -> str:
        return f"job {self.job_id} closed"


class Discrepancy(models.Model):
    """What does not agree about a number of a job, for a person to look at. Never a verdict.

    ``read`` is what was read, ``firearm`` and ``other`` the one that carries the mark and the one it was planned for.
    """

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="discrepancies")
    number = models.BigIntegerField()
    kind = models.SmallIntegerField(choices=DiscrepancyKind.choices)
    read = models.CharField(max_length=80, blank=True, default="")
    firearm = models.ForeignKey(
        "registry.Firearm", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    other = models.ForeignKey(
        "registry.Firearm", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    opened = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    closed = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "marking_discrepancy"
        constraints = (
            models.UniqueConstraint(
                fields=["job", "number", "kind"], condition=Q(closed=None), name="marking_discrepancy_open_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=DiscrepancyKind.values), name="marking_discrepancy_known"),
        )

    def __str__(self) -> str:
        return f"{DiscrepancyKind(self.kind).label}: number {self.number} of job {self.job_id}"
