"""Registry, models, ¶24 ¶25 ¶29 ¶37: what is told of an event beside time and place, in tables of their own.

The table of events holds ten million rows and stays lean: of most events nothing more is known. Each row here names its
event by firearm and ordinal.
"""

from django.db import models
from django.db.models import Q

from salwa.contexts.registry.models.choices import Method
from salwa.contexts.registry.models.firearms import Firearm
from salwa.contexts.registry.models.holders import Holder
from salwa.kernel.ledger.entries import new_salt


class EventDetail(models.Model):
    """Papers and counterparts of an event.

    ``giver`` is who gave the firearm away by it (who takes it is the event's holder), ``until`` the day on which it is
    due back or due to leave, ``reference`` the number of the paper it rests on, ``consignment`` that of a shipment,
    ``permit`` that of the licence or permit under which it was done, as the paper has it.
    """

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    giver = models.ForeignKey(Holder, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, default="", blank=True)
    consignment = models.CharField(max_length=120, default="", blank=True)
    permit = models.CharField(max_length=120, default="", blank=True)
    method = models.SmallIntegerField(choices=Method.choices, default=Method.UNKNOWN)

    class Meta:
        db_table = "registry_event_detail"
        indexes = (
            models.Index(fields=["until"], name="registry_detail_due", condition=Q(until__isnull=False)),
            models.Index(fields=["giver"], name="registry_detail_giver", condition=Q(giver__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_detail_ordinal_positive"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="registry_detail_method_known"),
        )

    def __str__(self) -> str:
        return f"details of event {self.ordinal} of firearm {self.firearm_id}"


class Certificate(models.Model):
    """The paper by which somebody vouches for an event: a deactivation, a proof, a destruction.

    ``standard`` names what it was done by, as the paper has it: EU 2015/2403, MOSAIC 05.55.
    """

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    number = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField(null=True, blank=True)
    standard = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        db_table = "registry_certificate"
        indexes = (models.Index(fields=["number"], name="registry_certificate_number"),)
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_certificate_ordinal_positive"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(issuer=""), name="registry_certificate_named"),
        )

    def __str__(self) -> str:
        return f"certificate {self.number}"


class Witness(models.Model):
    """Somebody who saw an event. The name stands here and nowhere else, so that it can be erased when its time is over.

    ``position`` counts the witnesses of one event from 1. ``salt`` is random: with the row erased, nobody can guess
    what its binding in the log binds.
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    position = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    salt = models.BinaryField(default=new_salt)

    class Meta:
        db_table = "registry_witness"
        constraints = (
            models.UniqueConstraint(fields=["firearm", "ordinal", "position"], name="registry_witness_once"),
            models.CheckConstraint(condition=Q(ordinal__gt=0, position__gt=0), name="registry_witness_placed"),
            models.CheckConstraint(condition=~Q(name=""), name="registry_witness_named"),
        )

    def __str__(self) -> str:
        return f"witness {self.position} of event {self.ordinal} of firearm {self.firearm_id}"


class EventAnswer(models.Model):
    """What was answered to a question that the State asks besides (its country pack, forms). ``name`` is the pack's."""

    pk = models.CompositePrimaryKey("firearm_id", "ordinal", "position")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    position = models.SmallIntegerField()
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=500)

    class Meta:
        db_table = "registry_event_answer"
        constraints = (
            models.UniqueConstraint(fields=["firearm", "ordinal", "name"], name="registry_answer_once"),
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_answer_ordinal_positive"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(value=""), name="registry_answer_says"),
        )

    def __str__(self) -> str:
        return f"{self.name} of event {self.ordinal} of firearm {self.firearm_id}"
