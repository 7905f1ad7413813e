"""Retention, models, ¶29: erasure of personal data: proposed by one, decided by another, proved by commitments."""

from django.db import models
from django.db.models import Q

from salwa.contexts.retention.models.choices import KindCode, Outcome
from salwa.platform.uuid7 import uuid7


class Proposal(models.Model):
    """That what was due of one kind on a day be erased, under the rule that held then.

    ``rule`` is the rule in words with its source, ``pack`` the State and edition of the pack it stands in; both are
    kept with the proposal, because a pack changes. What it names are the rows of :class:`Proposed`.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.SmallIntegerField(choices=KindCode.choices)
    day = models.DateField()
    rule = models.CharField(max_length=500)
    pack = models.CharField(max_length=60)
    count = models.IntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_proposal"
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KindCode.values), name="retention_proposal_kind_known"),
            models.CheckConstraint(condition=Q(count__gt=0), name="retention_proposal_names_something"),
            models.CheckConstraint(condition=~Q(rule=""), name="retention_proposal_has_a_rule"),
        )

    def __str__(self) -> str:
        return f"proposal {self.uuid}"


class Proposed(models.Model):
    """One thing that a proposal names: the number of a holder, of an entry, of a paper."""

    pk = models.CompositePrimaryKey("proposal_id", "subject")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, db_index=False, related_name="named")
    subject = models.BigIntegerField()

    class Meta:
        db_table = "retention_proposed"

    def __str__(self) -> str:
        return f"{self.subject} of proposal {self.proposal_id}"


class Decision(models.Model):
    """What became of a proposal, decided once by another person than proposed it: the certificate of an erasure.

    How many things lost their personal data, how many were spared because they were held or no longer due, and the
    root over the lines of :class:`Erased` stand in its sealed ``entry``.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, primary_key=True, related_name="decision")
    outcome = models.SmallIntegerField(choices=Outcome.choices)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_decision"
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="retention_decision_outcome_known"),
        )

    def __str__(self) -> str:
        return f"{Outcome(self.outcome).label}: proposal {self.proposal_id}"


class Erased(models.Model):
    """One thing that lost its personal data, with the commitment that stays.

    ``entry`` is the number of the entry whose sealed bytes hold ``commitment`` (64 hexadecimal digits); 0 and empty
    where the record is from before commitments.
    """

    pk = models.CompositePrimaryKey("proposal_id", "subject")
    proposal = models.ForeignKey(Decision, on_delete=models.PROTECT, db_index=False, related_name="lines")
    subject = models.BigIntegerField()
    entry = models.BigIntegerField()
    commitment = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        db_table = "retention_erased"
        constraints = (
            models.CheckConstraint(
                condition=Q(commitment="", entry=0) | Q(commitment__regex="^[0-9a-f]{64}$", entry__gt=0),
                name="retention_erased_commitment_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} of proposal {self.proposal_id}"
