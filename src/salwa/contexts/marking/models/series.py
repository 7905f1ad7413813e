"""Marking, models, ¶28 ¶63: a series of marks: the State's scheme as it stood when the series began."""

from django.db import models
from django.db.models import Q

from salwa.contexts.marking.models.choices import Use
from salwa.contexts.marking.rules import composing
from salwa.kernel.packs import MarkingScheme


class Series(models.Model):
    """Marks that differ in their running number only.

    ``stem`` is what they share (:func:`~salwa.contexts.marking.rules.composing.stem`): there is one series for a stem,
    so that no two firearms are given one mark, whatever editions of the scheme follow. ``year`` is 0 and ``unit`` blank
    where the scheme has none. The next number is the one after the last allotment.
    """

    id = models.BigAutoField(primary_key=True)
    use = models.SmallIntegerField(choices=Use.choices)
    stem = models.CharField(max_length=80, unique=True)
    year = models.SmallIntegerField(default=0)
    unit = models.CharField(max_length=8, blank=True, default="")
    edition = models.CharField(max_length=40)
    template = models.CharField(max_length=80)
    country = models.CharField(max_length=8)
    alphabet = models.CharField(max_length=64)
    digits = models.SmallIntegerField()
    check_rule = models.CharField(max_length=40)
    height_mm = models.FloatField(default=0.0)
    depth_mm = models.FloatField(default=0.0)
    place = models.CharField(max_length=60, blank=True, default="")
    metal_plate = models.BooleanField(default=False)
    separate_mark = models.BooleanField(default=False)
    machine_readable = models.BooleanField(default=False)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "marking_series"
        constraints = (
            models.CheckConstraint(condition=~Q(stem=""), name="marking_series_named"),
            models.CheckConstraint(condition=Q(use__in=Use.values), name="marking_series_use_known"),
            models.CheckConstraint(condition=Q(digits__gt=0), name="marking_series_has_places"),
        )

    def __str__(self) -> str:
        return self.stem

    @property
    def scheme(self) -> MarkingScheme:
        """The scheme as it stood when the series began."""
        return MarkingScheme(
            use=Use(self.use).in_pack,
            template=self.template,
            country=self.country,
            alphabet=self.alphabet,
            digits=self.digits,
            check=self.check_rule,
            height_mm=self.height_mm,
            depth_mm=self.depth_mm,
            place=self.place,
            metal_plate=self.metal_plate,
            separate_mark=self.separate_mark,
            machine_readable=self.machine_readable,
        )

    def mark(self, number: int) -> str:
        """Give the mark of a running number. Raises ValueError where the series has no room for it."""
        return composing.compose(self.scheme, self.year, self.unit, number)

    @property
    def capacity(self) -> int:
        """The highest number."""
        return composing.capacity(self.scheme)
