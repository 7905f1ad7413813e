"""Registry, models, ¶29: what the identification index must still learn, and the segments it is made of."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func


class TransactionNumber(models.Field):  # type: ignore[type-arg]  # the class takes no parameters at run time
    """PostgreSQL's ``xid8``: the number of the transaction that wrote the row."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002  Django's signature
        """Give the column type."""
        return "xid8"

    def get_prep_value(self, value: Any) -> str | None:
        """Give the number as the text that xid8 is read from."""
        return None if value is None else str(value)

    def from_db_value(self, value: Any, *_: object) -> int | None:
        """Give the number."""
        return None if value is None else int(value)


class CurrentTransaction(Func):
    """The number of the present transaction."""

    function = "pg_current_xact_id"
    output_field = TransactionNumber()


class DeltaRow(models.Model):
    """One mark that is in no segment yet. The columns after ``record`` are those of the kernel's record schema.

    Rows are only added; a rebuild of the index removes those it has absorbed. A transaction that changes a firearm's
    marks adds all rows of that firearm anew: the newest transaction's rows replace the older ones. ``xid`` lets a
    reader who remembers a snapshot ask for exactly what was committed since, in whatever order it was.
    """

    id = models.BigAutoField(primary_key=True)
    xid = TransactionNumber(db_default=CurrentTransaction(), editable=False)
    record = models.BigIntegerField()
    make = models.IntegerField(default=0)
    model = models.IntegerField(default=0)
    calibre = models.IntegerField(default=0)
    type = models.IntegerField(default=0)
    country = models.IntegerField(default=0)
    year = models.IntegerField(default=0)
    import_country = models.IntegerField(default=0)
    import_year = models.IntegerField(default=0)
    role = models.SmallIntegerField()
    serial = models.CharField(max_length=32, default="", blank=True)
    verbatim = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        db_table = "registry_delta"
        indexes = (models.Index(fields=["xid"], name="registry_delta_xid"),)

    def __str__(self) -> str:
        return f"delta row {self.pk}"


class LiveSegment(models.Model):
    """A segment file that belongs to the index. The row appears and goes with the transaction that makes it so.

    ``folder`` is a name under the home's ``segments``; ``digest`` the kernel's digest of its content. A ``retired``
    segment was replaced by a rebuild; its files stay until the next one, for processes that still read them.
    """

    id = models.BigAutoField(primary_key=True)
    xid = TransactionNumber(db_default=CurrentTransaction(), editable=False)
    folder = models.CharField(max_length=80, unique=True)
    rows = models.BigIntegerField()
    digest = models.CharField(max_length=128)
    retired = models.BooleanField(default=False, db_default=False)
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        db_table = "registry_segment"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(folder__regex=r"^[0-9a-f]{32}$"), name="registry_segment_folder_plain"
            ),
        )

    def __str__(self) -> str:
        return self.folder
