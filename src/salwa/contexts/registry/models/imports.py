"""Registry, models, ¶29: what was loaded from which source, so that the same file can be imported again."""

from django.db import models

from salwa.contexts.registry.models.firearms import Source


class ImportedBatch(models.Model):
    """Rows of one import, sixteen bytes each, so that a second import knows what it has already loaded.

    ``keys`` holds, row after row, the first eight bytes of SHA-256 over the row's name at its source, ``digests`` those
    of SHA-256 over the row itself (:mod:`salwa.contexts.registry.importing.digests` gives both forms). They only say
    where to look: a row counts as known where both agree. Rows that were compared with a record because their source
    says otherwise are here too, under names of their own (:mod:`salwa.contexts.registry.importing.compared`).
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("platform.Entry", on_delete=models.PROTECT, db_index=False, related_name="+")
    rows = models.IntegerField()
    keys = models.BinaryField()
    digests = models.BinaryField()

    class Meta:
        db_table = "registry_imported_batch"
        constraints = (models.CheckConstraint(condition=models.Q(rows__gt=0), name="registry_imported_batch_has_rows"),)

    def __str__(self) -> str:
        return f"{self.rows} rows of source {self.source_id}"
