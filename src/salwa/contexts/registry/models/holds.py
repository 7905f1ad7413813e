"""Registry, models, ¶29: what keeps a firearm from being destroyed or given away: a trace, a case, an order."""

from django.db import models
from django.db.models import Q

from salwa.contexts.registry.models.choices import HoldReason
from salwa.contexts.registry.models.firearms import Firearm


class Hold(models.Model):
    """A hold on a firearm: while ``lifted`` is empty, nobody destroys, changes or gives it away by this register.

    ``reference`` is the number of the trace, the case or the order, as whoever placed it writes it. Who placed it, and
    why, stands in the entry ``placed``.
    """

    id = models.BigAutoField(primary_key=True)
    firearm = models.ForeignKey(Firearm, on_delete=models.PROTECT, related_name="holds")
    reason = models.SmallIntegerField(choices=HoldReason.choices)
    reference = models.CharField(max_length=120)
    placed = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    lifted = models.ForeignKey(
        "platform.Entry", on_delete=models.PROTECT, db_index=False, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "registry_hold"
        constraints = (
            models.UniqueConstraint(
                fields=["firearm", "reason", "reference"],
                condition=Q(lifted__isnull=True),
                name="registry_hold_open_once",
            ),
            models.CheckConstraint(condition=Q(reason__in=HoldReason.values), name="registry_hold_reason_known"),
            models.CheckConstraint(condition=~Q(reference=""), name="registry_hold_refers"),
        )

    def __str__(self) -> str:
        return f"{HoldReason(self.reason).label} {self.reference} on firearm {self.firearm_id}"
