"""Platform, models: what was done, by whom, when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from salwa.platform.uuid7 import uuid7


class Entry(models.Model):
    """One action that was carried out: the record that it happened, not what it changed.

    Written once, in the action's own transaction and at its end; never changed nor deleted, which the database
    itself guards. ``id`` is drawn from ``platform_entry_id_seq`` when the action begins, so that what the action
    writes can name its entry. ``body`` are the bytes that the ledger seals (kernel/ledger/entries.py), written
    once; ``salt`` is what binds the personal data in them; both are empty in entries from before the ledger.
    ``summary`` holds counts and keys, never personal data. ``digest`` is SHA-256 over the content the action names,
    empty where it names none. ``agency_id`` 0 and ``actor_id`` 0 are the node itself.
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
    body = models.BinaryField(_("sealed bytes"), default=b"", db_default=b"")
    salt = models.BinaryField(_("salt"), default=b"", db_default=b"")

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


class Unsealed(models.Model):
    """The number of an entry that has been committed and has no place in the ledger yet: a queue, emptied by sealing.

    No reference to the entry, here and in the tables below: a deleted entry must stay missing by name.
    """

    entry = models.BigIntegerField(primary_key=True)
    voucher = models.BinaryField()
    """By which the node vouches for the entry's bytes (ledger/vouching.py)."""

    class Meta:
        db_table = "platform_unsealed"

    def __str__(self) -> str:
        """Return the entry's number."""
        return str(self.entry)


class Sealed(models.Model):
    """The place of an entry in the ledger, from 0."""

    place = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "platform_sealed"
        constraints = (models.CheckConstraint(condition=models.Q(place__gte=0), name="platform_sealed_place"),)

    def __str__(self) -> str:
        """Return place and entry."""
        return f"{self.place}: {self.entry}"


class Tile(models.Model):
    """The hashes of at most 256 subtrees of the ledger's tree, side by side (kernel/ledger/tiles.py)."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "platform_tile"

    def __str__(self) -> str:
        """Return level and number."""
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """What the ledger was at one size: a signed note, with the countersignatures that came in."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "platform_checkpoint"

    def __str__(self) -> str:
        """Return the size."""
        return str(self.size)


class Submission(models.Model):
    """That what an actor sent under a key was carried out in an entry, so that it is not done twice."""

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.BigIntegerField()
    key = models.CharField(max_length=64)
    entry = models.BigIntegerField()

    class Meta:
        db_table = "platform_submission"
        constraints = (models.CheckConstraint(condition=~models.Q(key=""), name="platform_submission_key"),)

    def __str__(self) -> str:
        """Return actor and entry; the key is the sender's."""
        return f"{self.actor}: {self.entry}"


class Blind(models.Model):
    """The node's secret, 32 bytes in the only row, by which the log can be shown without telling what rows say.

    It never changes: each row's digest is blinded by it (kernel/ledger/rows.py).
    """

    id = models.SmallIntegerField(primary_key=True)
    secret = models.BinaryField()

    class Meta:
        db_table = "platform_blind"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="platform_blind_is_one"),)

    def __str__(self) -> str:
        """Return what it is; never the secret."""
        return "blind"


class Bound(models.Model):
    """That an entry names a row in its bytes: where to look when the row is to be proved, and no proof itself.

    ``name`` are the first eight bytes of SHA-256 over table and key. Made again from the log where it is lost.
    """

    pk = models.CompositePrimaryKey("name", "entry")
    name = models.BigIntegerField()
    entry = models.BigIntegerField()

    class Meta:
        db_table = "platform_bound"

    def __str__(self) -> str:
        """Return name and entry."""
        return f"{self.name}: {self.entry}"
