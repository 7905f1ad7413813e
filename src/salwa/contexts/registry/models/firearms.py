"""Registry, models, ¶29 ¶64: firearms, their components and remarks."""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.registry.models.choices import ComponentKind, Fact
from salwa.platform.uuid7 import uuid7

YEAR_KNOWN = (1300, 2200)
"""Years that a record may name; 0 stands for unknown."""


def year_is_sane(name: str) -> Q:
    """Give the condition that a year column holds 0 (unknown) or a year firearms were made in."""
    return Q(**{name: 0}) | Q(**{f"{name}__range": YEAR_KNOWN})


class Source(models.Model):
    """Where an agency's records came from: a register that it loaded, or "registered here".

    An external id is unique within it. Two agencies that use one name have two sources, so that neither learns from the
    other's ids, or takes them.
    """

    id = models.SmallAutoField(primary_key=True)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "registry_source"
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="registry_source_of_agency"),)

    def __str__(self) -> str:
        return self.name


REGISTERED_HERE = "Registered here"
"""The name of the source of records that an agency made by hand in this register."""


class AgencyHoldings(models.Model):
    """How an agency's records are shown to other agencies of the State.

    ``closed``: the others learn that a record exists and whom to ask, and nothing more.
    """

    agency = models.OneToOneField("identity.Agency", on_delete=models.PROTECT, primary_key=True, related_name="+")
    closed = models.BooleanField(default=False)

    class Meta:
        db_table = "registry_agency_holdings"

    def __str__(self) -> str:
        return f"agency {self.agency_id}: {'closed' if self.closed else 'open'}"


class Firearm(models.Model):
    """A firearm on record: what it is. What happened to it stands in its events, what it is now in its state.

    A firearm is any portable barrelled weapon that expels, is designed to expel or may be readily converted to expel a
    shot, bullet or projectile by the action of an explosive (Firearms Protocol 3(a)). ``control`` is the ordinal of the
    component that carried its identity when it was registered (ITI 10); where parts were moved since, their fittings
    say which does now. It is null in the record of a part that was first registered with a weapon. ``number`` is the
    random part of the public number; ``uuid`` names the record to other systems; ``id`` stays inside. Vocabulary codes
    and the year are 0 where unknown. ``external_id`` is the name of the record at its source, blank when it was made
    here. The serial is a mark and never a key.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    number = models.BigIntegerField(unique=True, editable=False)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    make = models.IntegerField(default=0, db_default=0)
    model = models.IntegerField(default=0, db_default=0)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, db_index=False, related_name="+")
    calibre = models.SmallIntegerField(default=0, db_default=0)
    type = models.SmallIntegerField(default=0, db_default=0)
    country = models.SmallIntegerField(default=0, db_default=0)
    year = models.SmallIntegerField(default=0, db_default=0)
    control = models.SmallIntegerField(null=True, default=1, db_default=1)
    external_id = models.CharField(max_length=64, default="", blank=True, db_default="")

    class Meta:
        db_table = "registry_firearm"
        indexes = (models.Index(fields=["source", "id"], name="registry_firearm_unnamed", condition=Q(external_id="")),)
        constraints = (
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="registry_firearm_external"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="registry_firearm_number_positive"),
            models.CheckConstraint(condition=year_is_sane("year"), name="registry_firearm_year_sane"),
            models.CheckConstraint(
                condition=Q(make__gte=0, model__gte=0, calibre__gte=0, type__gte=0, country__range=(0, 999)),
                name="registry_firearm_codes_sane",
            ),
        )

    def __str__(self) -> str:
        return f"firearm {self.pk}"


class Component(models.Model):
    """A part of a firearm that may carry marks of its own (Firearms Protocol 3(b), EU 2021/555 article 4(5)).

    Its name for good is the firearm it was first registered with and its ordinal there, wherever it is fitted later.
    """

    pk = models.CompositePrimaryKey("firearm_id", "ordinal")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="components")
    ordinal = models.SmallIntegerField()
    kind = models.SmallIntegerField(choices=ComponentKind.choices, default=ComponentKind.UNKNOWN)

    class Meta:
        db_table = "registry_component"
        constraints = (models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_component_ordinal_positive"),)

    def __str__(self) -> str:
        return f"{ComponentKind(self.kind).label} of firearm {self.firearm_id}"


class FactCorrection(models.Model):
    """What a record said of the firearm itself before it was set right, and what it says since: codes, or a year."""

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="corrections")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    fact = models.SmallIntegerField(choices=Fact.choices)
    before = models.IntegerField()
    after = models.IntegerField()

    class Meta:
        db_table = "registry_fact_correction"
        constraints = (
            models.CheckConstraint(condition=Q(fact__in=Fact.values), name="registry_fact_correction_known"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="registry_fact_correction_changes"),
        )

    def __str__(self) -> str:
        return f"{Fact(self.fact).label} of firearm {self.firearm_id}: {self.before} to {self.after}"


class Remark(models.Model):
    """What a source or an officer noted beside the columns that this register knows, kept verbatim.

    ``heading`` is the source's column, or "remark". It belongs to the firearm, not to a person, and no erasure reaches
    it: whoever hands a register in is told to leave out columns that name people.
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="remarks")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    heading = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        db_table = "registry_remark"
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="registry_remark_says_something"),)

    def __str__(self) -> str:
        return f"{self.heading} of firearm {self.firearm_id}"


class Merge(models.Model):
    """Two records found to be one firearm. Both rows stay; the absorbed one shows under the survivor until undone."""

    id = models.BigAutoField(primary_key=True)
    survivor = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="absorbed")
    absorbed = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="merges")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    undone = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "registry_merge"
        constraints = (
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone__isnull=True), name="registry_merge_absorbed_once"
            ),
            models.CheckConstraint(condition=~Q(survivor=F("absorbed")), name="registry_merge_of_two"),
        )

    def __str__(self) -> str:
        return f"firearm {self.absorbed_id} under {self.survivor_id}"
