"""Platform, migration: the ledger, and the bytes of an entry that it seals."""

from django.db import migrations, models

from salwa.platform.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0002_entry_speaks_true"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField()),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "platform_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
            options={
                "db_table": "platform_tile",
            },
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                ("entry", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "platform_unsealed",
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="body",
            field=models.BinaryField(db_default=b"", default=b"", verbose_name="sealed bytes"),
        ),
        migrations.AddField(
            model_name="entry",
            name="salt",
            field=models.BinaryField(db_default=b"", default=b"", verbose_name="salt"),
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry", models.BigIntegerField(unique=True)),
            ],
            options={
                "db_table": "platform_sealed",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("place__gte", 0)), name="platform_sealed_place")
                ],
            },
        ),
        AppendOnly("platform_sealed"),
    ]
