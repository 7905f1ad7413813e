"""Registry, migration, ¶29: what a person is called is committed to in its entry, so that it can be erased with proof."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_events_in_rows")]

    operations = [
        migrations.AddField(
            model_name="personidentity",
            name="entry",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="personidentity",
            name="salt",
            field=models.BinaryField(db_default=b"", default=b""),
        ),
    ]
