"""Licensing, models, ¶37 ¶59: what was asked for, and what was decided. A refusal is a decision, and no verdict."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.licensing.models.choices import Category, DecisionOutcome, Grounds
from salwa.contexts.licensing.models.holders import Premises
from salwa.platform.uuid7 import uuid7

GIVEN = Q(grounds="") | Q(grounds__in=Grounds.values)


class Application(models.Model):
    """That somebody asked for a licence of a kind of the country pack, in one capacity, or for its renewal.

    ``quota`` is for how many firearms, None where the kind's own measure is asked. ``fee_reference`` names the payment.
    Rows are never changed: what came of it stands in its decision.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    renews = models.ForeignKey(
        "licensing.Licence", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="renewals"
    )
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=20, choices=Category.choices)
    received_on = models.DateField()
    quota = models.IntegerField(null=True, blank=True)
    fee_reference = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        db_table = "licensing_application"
        constraints = (
            models.CheckConstraint(condition=~Q(kind=""), name="licensing_application_kind_named"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="licensing_application_known"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gt=0), name="licensing_application_quota_positive"
            ),
        )

    def __str__(self) -> str:
        return f"application {self.pk} for {self.kind}"


class ApplicationType(models.Model):
    """A type of firearm (vocabulary code) that is asked for; without any, all that the kind covers."""

    pk = models.CompositePrimaryKey("application_id", "type")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, db_index=False, related_name="types")
    type = models.SmallIntegerField()

    class Meta:
        db_table = "licensing_application_type"

    def __str__(self) -> str:
        return f"type {self.type} of application {self.application_id}"


class ApplicationAnswer(models.Model):
    """That a question which the State asks with an application was answered; ``name`` is the pack's.

    What was answered may describe a person: it stands in Words, with the application's entry and this position.
    """

    pk = models.CompositePrimaryKey("application_id", "position")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, db_index=False, related_name="answers")
    position = models.SmallIntegerField()
    name = models.CharField(max_length=60)

    class Meta:
        db_table = "licensing_application_answer"
        constraints = (
            models.UniqueConstraint(fields=["application", "name"], name="licensing_application_answer_once"),
            models.CheckConstraint(
                condition=~Q(name="") & Q(position__gt=0), name="licensing_application_answer_named"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} of application {self.application_id}"


class Proposal(models.Model):
    """A decision against what the requirements show, until a second officer has looked at it.

    ``settled`` is the entry by which the second officer confirmed it or sent it back. The terms are those of the
    licence to be granted; of a refusal ``grounds`` and ``appeal_by``.
    """

    id = models.BigAutoField(primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proposals")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    settled = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    is_confirmed = models.BooleanField(default=False)
    outcome = models.SmallIntegerField(choices=DecisionOutcome.choices)
    decided_on = models.DateField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    quota = models.IntegerField(null=True, blank=True)
    grounds = models.CharField(max_length=20, choices=Grounds.choices, default="", blank=True)
    appeal_by = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_proposal"
        constraints = (
            models.UniqueConstraint(
                fields=["application"], condition=Q(settled__isnull=True), name="licensing_proposal_open_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=(DecisionOutcome.GRANTED, DecisionOutcome.REFUSED)),
                name="licensing_proposal_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled__isnull=False), name="licensing_proposal_confirmed"
            ),
            models.CheckConstraint(condition=GIVEN, name="licensing_proposal_grounds_known"),
        )

    def __str__(self) -> str:
        return f"proposal {self.pk} on application {self.application_id}"


class Decision(models.Model):
    """What came of an application, once and for good. ``appeal_by`` is the last day on which it can be appealed.

    ``proposal`` is set where two officers decided, because it went against what the requirements showed.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, primary_key=True, related_name="decision")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    licence = models.ForeignKey(
        "licensing.Licence", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="decision"
    )
    outcome = models.SmallIntegerField(choices=DecisionOutcome.choices)
    decided_on = models.DateField()
    grounds = models.CharField(max_length=20, choices=Grounds.choices, default="", blank=True)
    appeal_by = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_decision"
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome=DecisionOutcome.GRANTED, licence__isnull=False)
                | (~Q(outcome=DecisionOutcome.GRANTED) & Q(licence__isnull=True)),
                name="licensing_decision_licence_by_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=DecisionOutcome.REFUSED) | (~Q(grounds="") & Q(appeal_by__isnull=False)),
                name="licensing_decision_refusal_has_grounds",
            ),
            models.CheckConstraint(condition=GIVEN, name="licensing_decision_grounds_known"),
            models.CheckConstraint(
                condition=Q(appeal_by__isnull=True) | Q(appeal_by__gte=F("decided_on")),
                name="licensing_decision_appeal_after",
            ),
        )

    def __str__(self) -> str:
        return f"application {self.application_id}: {DecisionOutcome(self.outcome).label}"
