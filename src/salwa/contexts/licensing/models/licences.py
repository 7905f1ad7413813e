"""Licensing, models, ¶37 ¶59 ¶64: licences, what happened to them, and the state that follows."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.licensing.models.applications import GIVEN, Application
from salwa.contexts.licensing.models.choices import Category, Grounds, LicenceEventKind
from salwa.contexts.licensing.models.holders import Premises
from salwa.contexts.licensing.rules import Standing
from salwa.platform.uuid7 import uuid7

ENDED = tuple(one.value for one in (Standing.REVOKED, Standing.SURRENDERED, Standing.USED_UP))


class Licence(models.Model):
    """A licence or permit of a kind of the country pack, as it was granted. What became of it stands in its events.

    ``edition`` is that of the pack that held on the day of the grant, ``XC 2``. ``number`` is the random part of the
    number that people read out, whose last character checks the others.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    number = models.BigIntegerField(unique=True, editable=False)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="licence")
    premises = models.ForeignKey(
        Premises, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=20, choices=Category.choices)
    edition = models.CharField(max_length=40)
    granted_on = models.DateField()

    class Meta:
        db_table = "licensing_licence"
        constraints = (
            models.CheckConstraint(condition=Q(number__gt=0), name="licensing_licence_number_positive"),
            models.CheckConstraint(condition=~Q(kind=""), name="licensing_licence_kind_named"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="licensing_licence_known"),
        )

    def __str__(self) -> str:
        return f"licence {self.pk} of kind {self.kind}"


class LicenceEvent(models.Model):
    """One thing that happened to a licence, never overwritten. The words of its reason stand apart, in Words.

    A grant, a renewal and a change carry the terms from then on: until when (None until further notice) and for how
    many firearms (None without limit). ``hand_in_by``: until when the holder is to hand in or pass on the firearms.
    """

    pk = models.CompositePrimaryKey("licence_id", "ordinal")
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, db_index=False, related_name="events")
    ordinal = models.SmallIntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    kind = models.SmallIntegerField(choices=LicenceEventKind.choices)
    day = models.DateField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    quota = models.IntegerField(null=True, blank=True)
    grounds = models.CharField(max_length=20, choices=Grounds.choices, default="", blank=True)
    hand_in_by = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "licensing_event"
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="licensing_event_ordinal_positive"),
            models.CheckConstraint(condition=Q(kind__in=LicenceEventKind.values), name="licensing_event_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="licensing_event_forward"
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gt=0), name="licensing_event_quota_positive"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=(LicenceEventKind.SUSPENDED, LicenceEventKind.REVOKED)) | ~Q(grounds=""),
                name="licensing_event_grounds_given",
            ),
            models.CheckConstraint(condition=GIVEN, name="licensing_event_grounds_known"),
        )

    def __str__(self) -> str:
        return f"event {self.ordinal} of licence {self.licence_id}"


class LicenceState(models.Model):
    """The state that follows from a licence's events, derived with them, for lists by date.

    Whether the licence is in force follows from it and the day. ``terms`` is the ordinal of the event that gave the
    present terms.
    """

    licence = models.OneToOneField(Licence, on_delete=models.PROTECT, primary_key=True, related_name="state")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    hand_in_by = models.DateField(null=True, blank=True)
    quota = models.IntegerField(null=True, blank=True)
    is_suspended = models.BooleanField(default=False)
    ended = models.SmallIntegerField(null=True, blank=True)
    terms = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "licensing_state"
        indexes = (
            models.Index(fields=["valid_to", "licence"], name="licensing_state_expiring", condition=Q(ended=None)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__in=ENDED), name="licensing_state_ended_known"
            ),
        )

    def __str__(self) -> str:
        return f"state of licence {self.licence_id}"


class LicenceType(models.Model):
    """A type of firearm (vocabulary code) that a licence covers from an event on; without any, those of its kind."""

    pk = models.CompositePrimaryKey("licence_id", "ordinal", "type")
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, db_index=False, related_name="types")
    ordinal = models.SmallIntegerField()
    type = models.SmallIntegerField()

    class Meta:
        db_table = "licensing_type"

    def __str__(self) -> str:
        return f"type {self.type} of licence {self.licence_id}"


class LicenceCondition(models.Model):
    """A condition of a licence by one of its events: the code of one of the pack's.

    A condition in the officer's own words has the code "own"; the words stand in Words.
    """

    pk = models.CompositePrimaryKey("licence_id", "ordinal", "position")
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, db_index=False, related_name="conditions")
    ordinal = models.SmallIntegerField()
    position = models.SmallIntegerField()
    code = models.CharField(max_length=40)

    class Meta:
        db_table = "licensing_condition"
        constraints = (
            models.UniqueConstraint(fields=["licence", "ordinal", "code"], name="licensing_condition_once"),
            models.CheckConstraint(condition=~Q(code=""), name="licensing_condition_named"),
        )

    def __str__(self) -> str:
        return f"{self.code} of licence {self.licence_id}"


class PermitUse(models.Model):
    """That a permit for one use was used by a transfer: the line ``ordinal`` of the firearm's life."""

    licence = models.OneToOneField(Licence, on_delete=models.PROTECT, primary_key=True, related_name="use")
    firearm = models.ForeignKey("registry.Firearm", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()

    class Meta:
        db_table = "licensing_use"
        constraints = (
            models.UniqueConstraint(fields=["firearm", "ordinal"], name="licensing_use_once"),
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="licensing_use_ordinal_positive"),
        )

    def __str__(self) -> str:
        return f"use of licence {self.licence_id}"
