"""Registry, migration, ¶29: what was recorded stays, and a segment's folder has no other name than a segment's."""

from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint, AppendOnly

RECORDED = (
    "registry_event",
    "registry_mark",
    "registry_withdrawal",
    "registry_imported_batch",
    "registry_remark",
    "registry_component",
)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_loading"),
    ]

    operations = [
        AddConstraint(
            model_name="livesegment",
            constraint=models.CheckConstraint(
                condition=models.Q(("folder__regex", "^[0-9a-f]{32}$")), name="registry_segment_folder_plain"
            ),
        ),
        *[AppendOnly(table) for table in RECORDED],
    ]
