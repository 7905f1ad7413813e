"""Retention, models, ¶29: records of a maker or dealer that closed, taken over by the State (ITI 12 and 13)."""

from django.db import models
from django.db.models import Q

from salwa.contexts.retention.models.choices import Carrier
from salwa.platform.uuid7 import uuid7


class HandOver(models.Model):
    """Records that the State took over from somebody that ceased to make or deal.

    ``digest`` is SHA-256 over the file, 64 hexadecimal digits, empty where there is none; ``pieces`` are boxes,
    volumes or discs, ``records`` how many firearms they tell of as far as was said (0 unknown), ``kept_at`` where they
    are kept now. Who handed them over is the reason of the ``entry``, which can be erased.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    holder = models.ForeignKey("registry.Holder", on_delete=models.PROTECT, related_name="+")
    ceased = models.DateField()
    carrier = models.SmallIntegerField(choices=Carrier.choices)
    digest = models.CharField(max_length=64, default="", blank=True)
    pieces = models.IntegerField()
    records = models.IntegerField(default=0)
    kept_at = models.CharField(max_length=200)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_hand_over"
        constraints = (
            models.CheckConstraint(condition=Q(pieces__gt=0, records__gte=0), name="retention_hand_over_counted"),
            models.CheckConstraint(condition=~Q(kept_at=""), name="retention_hand_over_kept_somewhere"),
            models.CheckConstraint(
                condition=Q(digest="") | Q(digest__regex="^[0-9a-f]{64}$"), name="retention_hand_over_digest_whole"
            ),
            models.CheckConstraint(condition=Q(carrier__in=Carrier.values), name="retention_hand_over_carrier_known"),
        )

    def __str__(self) -> str:
        return f"hand-over {self.uuid}"


class Loaded(models.Model):
    """That an import brought records of a hand-over into the register; ``load`` is the import's own entry."""

    id = models.BigAutoField(primary_key=True)
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="loads")
    load = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "retention_loaded"
        constraints = (models.UniqueConstraint(fields=["hand_over", "load"], name="retention_loaded_once"),)

    def __str__(self) -> str:
        return f"import {self.load_id} of hand-over {self.hand_over_id}"
