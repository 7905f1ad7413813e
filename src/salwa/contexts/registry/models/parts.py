"""Registry, models, ¶64: parts with lives of their own: where each sits, its record, what followed a weapon that ended.

A component's name for good is the firearm it was first registered with (``of``) and its ``ordinal`` there. Where it was
never moved it sits there, and no row here says so (docs/adr/0009).
"""

from django.db import models
from django.db.models import F, Q

from salwa.contexts.registry.models.choices import ComponentMaterial, SuccessionReason
from salwa.contexts.registry.models.firearms import Firearm
from salwa.kernel.lifecycle import EventKind, Happened

_MOVES = [EventKind.COMPONENT_EXCHANGED.value, EventKind.COMPONENT_REMOVED.value, EventKind.COMPONENT_FITTED.value]


class Part(models.Model):
    """The record that one part has of its own: a number to call it by, a holder, a life.

    A part that is registered loose has it from the beginning and is its only component; one that came out of a weapon
    gets it then. As long as the part sits in a weapon, its own record only says in which.
    """

    record = models.OneToOneField(Firearm, on_delete=models.PROTECT, primary_key=True, related_name="part")
    of = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "registry_part"
        constraints = (
            models.UniqueConstraint(fields=["of", "ordinal"], name="registry_part_once"),
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_part_ordinal_positive"),
        )

    def __str__(self) -> str:
        return f"part {self.ordinal} of firearm {self.of_id}"


class Fitting(models.Model):
    """A part was put where it has been sitting since: in a weapon, or, loose, in its own record. The newest row counts.

    ``is_control``: it carries the identity of the record it sits in. ``kind`` says by which kind of event it moved.
    """

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Firearm, on_delete=models.PROTECT, db_index=False, related_name="+")
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    happened_from = models.DateField(null=True, blank=True)
    happened_to = models.DateField(null=True, blank=True)
    ordinal = models.SmallIntegerField()
    kind = models.SmallIntegerField()
    is_control = models.BooleanField(default=False)

    class Meta:
        db_table = "registry_fitting"
        indexes = (models.Index(fields=["of", "ordinal", "id"], name="registry_fitting_part"),)
        constraints = (
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="registry_fitting_ordinal_positive"),
            models.CheckConstraint(condition=Q(kind__in=_MOVES), name="registry_fitting_kind_known"),
            models.CheckConstraint(
                condition=Q(happened_from__isnull=True)
                | Q(happened_to__isnull=True)
                | Q(happened_to__gte=F("happened_from")),
                name="registry_fitting_span_forward",
            ),
        )

    def __str__(self) -> str:
        return f"part {self.ordinal} of firearm {self.of_id} in {self.firearm_id}"

    @property
    def happened(self) -> Happened:
        """Since when it has been sitting there, with its precision."""
        return Happened(self.happened_from, self.happened_to)


class Succession(models.Model):
    """A record whose identity ended, and one that follows it."""

    id = models.BigAutoField(primary_key=True)
    earlier = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    reason = models.SmallIntegerField(choices=SuccessionReason.choices)

    class Meta:
        db_table = "registry_succession"
        constraints = (
            models.UniqueConstraint(fields=["earlier", "later"], name="registry_succession_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="registry_succession_of_two"),
            models.CheckConstraint(
                condition=Q(reason__in=SuccessionReason.values), name="registry_succession_reason_known"
            ),
        )

    def __str__(self) -> str:
        return f"firearm {self.later_id} follows {self.earlier_id}"


class CalibreOf(models.Model):
    """A calibre that a firearm takes beside its main one; with ``component`` by that part, wherever it is fitted."""

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    withdrawn = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )
    component = models.SmallIntegerField(null=True, blank=True)
    calibre = models.SmallIntegerField()

    class Meta:
        db_table = "registry_calibre_of"
        constraints = (
            models.UniqueConstraint(
                fields=["firearm", "component", "calibre"],
                condition=Q(withdrawn__isnull=True),
                nulls_distinct=False,
                name="registry_calibre_of_once",
            ),
            models.CheckConstraint(condition=Q(calibre__gt=0), name="registry_calibre_of_known"),
        )

    def __str__(self) -> str:
        return f"calibre {self.calibre} of firearm {self.firearm_id}"


class Material(models.Model):
    """What a component is made of, as far as marking is concerned. The newest row counts."""

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    component = models.SmallIntegerField()
    material = models.SmallIntegerField(choices=ComponentMaterial.choices)

    class Meta:
        db_table = "registry_material"
        constraints = (
            models.CheckConstraint(condition=Q(material__in=ComponentMaterial.values), name="registry_material_known"),
        )

    def __str__(self) -> str:
        return f"{ComponentMaterial(self.material).label}: part {self.component} of firearm {self.firearm_id}"


class MarkMeasure(models.Model):
    """How high and how deep a mark was found to be, in millimetres, and whether it stands on a metal plate.

    ``ordinal`` is that of the mark. A mark is never changed, and may be measured again: every measurement stays.
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    ordinal = models.SmallIntegerField()
    depth = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    height = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    on_plate = models.BooleanField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True)
    instrument = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        db_table = "registry_mark_measure"
        constraints = (
            models.CheckConstraint(
                condition=Q(depth__isnull=False) | Q(height__isnull=False) | Q(on_plate__isnull=False),
                name="registry_mark_measure_says",
            ),
            models.CheckConstraint(
                condition=(Q(depth__isnull=True) | Q(depth__gte=0)) & (Q(height__isnull=True) | Q(height__gt=0)),
                name="registry_mark_measure_positive",
            ),
        )

    def __str__(self) -> str:
        return f"mark {self.ordinal} of firearm {self.firearm_id} measured"
