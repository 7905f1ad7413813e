"""Registry, migration, ¶29: what a registrar goes through page by page is found along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_stated")]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                fields=["id"], name="registry_finding_open", condition=models.Q(("closed__isnull", True))
            ),
        ),
        migrations.AddIndex(
            model_name="firearm",
            index=models.Index(
                fields=["source", "id"], name="registry_firearm_unnamed", condition=models.Q(("external_id", ""))
            ),
        ),
    ]
