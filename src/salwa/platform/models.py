"""Platform, models: what was done, by whom, when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from salwa.platform.uuid7 import uuid7


class Entry(models.Model):
    """One action that was carried out: the record that it happened, not what it changed.

    Written once, in the action's own transaction and at its end; never changed nor deleted, which the database
    itself guards. ``id`` is drawn from ``platform_entry_id_seq`` when the action begins, so that what the action
    writes can name its entry. ``summary`` holds counts and keys, never personal data. ``digest`` is SHA-256 over the
    content the action names, empty where it names none. ``agency_id`` 0 and ``actor_id`` 0 are the node itself.
    """

    id = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(_("identifier"), default=uuid7, unique=True)
    action = models.CharField(_("action"), max_length=100)
    actor_id = models.BigIntegerField(_("actor"))
    actor_name = models.CharField(_("name of the actor"), max_length=150)
    agency_id = models.BigIntegerField(_("agency"))
    reason = models.TextField(_("reason"), blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_index=True)
    digest = models.BinaryField(_("digest"), default=b"")
    summary = models.JSONField(_("summary"), default=dict)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(action=""), name="entry_names_its_action"),
            models.CheckConstraint(condition=models.Q(id__gt=0), name="entry_id_is_positive"),
        )

    def __str__(self) -> str:
        """Return the entry's number and action."""
        return f"{self.id} {self.action}"
