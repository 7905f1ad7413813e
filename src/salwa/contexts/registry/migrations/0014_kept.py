"""Registry, migration, ¶28: what the State keeps and has to mark is found along an index, not among all firearms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_bound_lives")]

    operations = [
        migrations.AddIndex(
            model_name="firearmstate",
            index=models.Index(
                fields=["firearm"], name="registry_state_kept", condition=models.Q(("status__in", (11, 12)))
            ),
        ),
    ]
