"""Registry, models, ¶29 ¶37: transfers that wait for consents or for days, and what became of them.

Nothing here is ever changed: a consent, and an end, are rows of their own.
"""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.registry.models.choices import Outcome, Party
from salwa.contexts.registry.models.events import EVENT_KINDS
from salwa.contexts.registry.models.firearms import Firearm
from salwa.contexts.registry.models.holders import Holder


class Proposal(models.Model):
    """A transfer, sale, inheritance or loan that the law lets happen only with consents, or after days.

    ``kind`` is the event it will be. ``giver`` and ``taker`` are the two sides, ``asks_giver`` and ``asks_taker`` whose
    consent the State's rule asks. ``not_before`` is the first day on which it may be carried out, ``expires`` the last
    on which the consents count. When, by whom and why it was proposed stands in the ``entry``.
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    kind = models.SmallIntegerField(choices=EVENT_KINDS)
    giver = models.ForeignKey(Holder, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+")
    taker = models.ForeignKey(Holder, on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    asks_giver = models.BooleanField(default=False)
    asks_taker = models.BooleanField(default=False)
    not_before = models.DateField()
    expires = models.DateField()
    until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, default="", blank=True)
    permit = models.CharField(max_length=120, default="", blank=True)
    source = models.CharField(max_length=300, default="", blank=True)
    """The place in the law, as the country pack names it."""

    class Meta:
        db_table = "registry_proposal"
        constraints = (
            models.CheckConstraint(condition=Q(expires__gte=F("not_before")), name="registry_proposal_days_forward"),
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=F("taker")), name="registry_proposal_of_two"
            ),
        )

    def __str__(self) -> str:
        return f"proposal {self.pk} about firearm {self.firearm_id}"


class Consent(models.Model):
    """What one side said to a proposal. ``reference`` is that of the signed paper, or of the officer's note."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, db_index=False, related_name="consents")
    party = models.SmallIntegerField(choices=Party.choices)
    is_given = models.BooleanField()
    reference = models.CharField(max_length=120)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "registry_consent"
        constraints = (
            models.UniqueConstraint(fields=["proposal", "party"], name="registry_consent_once"),
            models.CheckConstraint(condition=Q(party__in=Party.values), name="registry_consent_party_known"),
            models.CheckConstraint(condition=~Q(reference=""), name="registry_consent_refers"),
        )

    def __str__(self) -> str:
        return f"{Party(self.party).label} of proposal {self.proposal_id}"


class ProposalEnd(models.Model):
    """What became of a proposal. ``ordinal`` is that of the event by which it was carried out, 0 where it was not."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, primary_key=True, related_name="end")
    outcome = models.SmallIntegerField(choices=Outcome.choices)
    ordinal = models.SmallIntegerField(default=0)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "registry_proposal_end"
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="registry_proposal_end_known"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.DONE, ordinal__gt=0) | (~Q(outcome=Outcome.DONE) & Q(ordinal=0)),
                name="registry_proposal_end_event",
            ),
        )

    def __str__(self) -> str:
        return f"{Outcome(self.outcome).label}: proposal {self.proposal_id}"
