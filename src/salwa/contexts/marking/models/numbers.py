"""Marking, models, ¶28 ¶63: series of marks, the numbers that were allotted, and what became of each."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.marking.models.choices import Outcome
from salwa.contexts.marking.models.jobs import Job
from salwa.contexts.marking.models.machines import Machine
from salwa.contexts.marking.models.series import Series
from salwa.contexts.marking.rules.accounting import Run


class Allotment(models.Model):
    """Numbers of a series that were given to a job, from ``first`` to ``last``, both included.

    The database holds two things itself (migration 0001): no number is given twice, and an allotment begins where the
    last one ended.
    """

    id = models.BigAutoField(primary_key=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, db_index=False, related_name="allotments")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="allotments")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_allotment"
        constraints = (
            models.UniqueConstraint(fields=["series", "first"], name="marking_allotment_begins_once"),
            models.CheckConstraint(condition=Q(first__gt=0, last__gte=F("first")), name="marking_allotment_forward"),
            models.CheckConstraint(condition=Q(last__lt=10**12), name="marking_allotment_has_room"),
        )

    def __str__(self) -> str:
        return f"{self.first}–{self.last} of series {self.series_id}"

    @property
    def run(self) -> Run:
        """The numbers."""
        return Run(self.first, self.last)


class NumberOutcome(models.Model):
    """What became of a number. A correction is a row of the next ``turn``; the newest counts.

    ``firearm`` is the one that carries it; ``reason`` says why it is on none. ``machine`` and ``operator`` are those
    that were reported.
    """

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, db_index=False, related_name="outcomes")
    number = models.BigIntegerField()
    turn = models.SmallIntegerField(default=1)
    outcome = models.SmallIntegerField(choices=Outcome.choices)
    firearm = models.ForeignKey(
        "registry.Firearm", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    machine = models.ForeignKey(
        Machine, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    operator = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True, default="")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_number_outcome"
        constraints = (
            models.UniqueConstraint(fields=["job", "number", "turn"], name="marking_outcome_in_turn"),
            models.CheckConstraint(condition=Q(turn__gt=0), name="marking_outcome_turn_positive"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="marking_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ENGRAVED, firearm__isnull=False)
                | (~Q(outcome=Outcome.ENGRAVED) & Q(firearm__isnull=True)),
                name="marking_outcome_engraved_on_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ENGRAVED) | ~Q(reason=""), name="marking_outcome_lost_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"number {self.number} of job {self.job_id}: {Outcome(self.outcome).label}"
