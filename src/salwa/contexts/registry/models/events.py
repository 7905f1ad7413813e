"""Registry, models, ¶29: what happened to firearms, the state that follows, and what does not fit together."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from salwa.contexts.registry.models.choices import FindingKind
from salwa.contexts.registry.models.firearms import Firearm
from salwa.contexts.registry.models.holders import Holder
from salwa.kernel.lifecycle import EventKind, Happened, Status

EVENT_KINDS = [(kind.value, kind.name.lower()) for kind in EventKind]
KINDS_STORED = (1, 49)
"""Codes that kinds of event may have; a new kind needs no migration of ten million rows."""
STATUSES = [(status.value, status.name.lower()) for status in Status]


class Place(models.Model):
    """Where things happened, in the words of the record; shared by all events there."""

    id = models.AutoField(primary_key=True)
    country = models.SmallIntegerField(default=0)
    text = models.CharField(max_length=300)

    class Meta:
        db_table = "registry_place"
        constraints = (
            models.UniqueConstraint(fields=["text", "country"], name="registry_place_once"),
            models.CheckConstraint(condition=~Q(text=""), name="registry_place_named"),
        )

    def __str__(self) -> str:
        return self.text


class Statement(models.Model):
    """What a source states of firearms, in its own words; shared by all events that state it."""

    id = models.SmallAutoField(primary_key=True)
    text = models.CharField(max_length=100, unique=True)

    class Meta:
        db_table = "registry_statement"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="registry_statement_says"),)

    def __str__(self) -> str:
        return self.text


class Event(models.Model):
    """One thing that happened to a firearm, never overwritten: a correction is a new event that names the old one.

    ``happened_from`` and ``happened_to`` are the first and last day on which it can have happened; the precision is
    read off the span, so a bare year is 1 January to 31 December and shown as the year. When it was recorded, by whom
    and why stands in the audit ``entry``; ``ordinal`` is the order of recording within the firearm. ``holder`` is who
    has title or custody by it, ``country`` the State that the firearm entered by an import, export or transit,
    ``status`` what a source states (STATED_BY_SOURCE) and ``stated`` in which words, ``corrects`` the
    ordinal of the event this one replaces. Kinds: tracing.md section 2.
    """

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="events")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    happened_from = models.DateField(null=True, blank=True)
    happened_to = models.DateField(null=True, blank=True)
    ordinal = models.SmallIntegerField()
    kind = models.SmallIntegerField(choices=EVENT_KINDS)
    country = models.SmallIntegerField(null=True, blank=True)
    status = models.SmallIntegerField(choices=STATUSES, default=0, db_default=0)
    corrects = models.SmallIntegerField(null=True, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    stated = models.ForeignKey(
        Statement, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "registry_event"
        indexes = (models.Index(fields=["holder"], name="registry_event_holder", condition=Q(holder__isnull=False)),)
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_event_ordinal_positive"),
            models.CheckConstraint(condition=Q(kind__range=KINDS_STORED), name="registry_event_kind_known"),
            models.CheckConstraint(
                condition=Q(happened_from__isnull=True)
                | Q(happened_to__isnull=True)
                | Q(happened_to__gte=F("happened_from")),
                name="registry_event_span_forward",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("ordinal")), name="registry_event_corrects_older"
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.CORRECTION.value) | Q(corrects__isnull=False),
                name="registry_event_correction_names",
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.STATED_BY_SOURCE.value) | Q(status=0),
                name="registry_event_status_is_stated",
            ),
            models.CheckConstraint(
                condition=Q(country__isnull=True) | Q(country__gt=0), name="registry_event_country_named"
            ),
            models.CheckConstraint(
                condition=Q(stated__isnull=True) | Q(kind=EventKind.STATED_BY_SOURCE.value),
                name="registry_event_words_are_stated",
            ),
        )

    def __str__(self) -> str:
        return f"event {self.ordinal} of firearm {self.firearm_id}"

    @property
    def happened(self) -> Happened:
        """When it happened, with its precision."""
        return Happened(self.happened_from, self.happened_to)


KEPT: Final = (Status.FORFEITED.value, Status.RETAINED.value)
"""What the State keeps, or is about to: few of all firearms, gone through for what is to be marked."""


class FirearmState(models.Model):
    """The present state of a firearm: derived from its events in the transaction that wrote them, and rebuildable.

    ``event`` is the ordinal of the event that brought the status about, 0 where none did. Of merged records the
    survivor's state is derived from the events of all.
    """

    firearm = models.OneToOneField(Firearm, on_delete=models.PROTECT, primary_key=True, related_name="state")
    status = models.SmallIntegerField(choices=STATUSES, default=0)
    event = models.SmallIntegerField(default=0)
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "registry_firearm_state"
        indexes = (
            models.Index(fields=["holder"], name="registry_state_holder", condition=Q(holder__isnull=False)),
            models.Index(fields=["firearm"], name="registry_state_kept", condition=Q(status__in=KEPT)),
        )
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="registry_state_known"),
        )

    def __str__(self) -> str:
        return f"firearm {self.firearm_id}: {Status(self.status).name.lower()}"


class Finding(models.Model):
    """Something about a record that a person has to look at: a conflicting life, a possible duplicate. Never a verdict.

    ``first`` and ``second`` are ordinals of the events in conflict (0 where it is not about events).
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="findings")
    other = models.ForeignKey(
        Firearm, on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    opened = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    closed = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    kind = models.SmallIntegerField(choices=FindingKind.choices)
    first = models.SmallIntegerField(default=0)
    second = models.SmallIntegerField(default=0)
    text = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        db_table = "registry_finding"
        indexes = (models.Index(fields=["id"], name="registry_finding_open", condition=Q(closed__isnull=True)),)
        constraints = (
            models.UniqueConstraint(
                fields=["firearm", "kind", "other", "first", "second"],
                condition=Q(closed__isnull=True),
                nulls_distinct=False,
                name="registry_finding_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{FindingKind(self.kind).label}: firearm {self.firearm_id}"
