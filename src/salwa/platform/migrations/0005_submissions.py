"""Platform, migration: what was sent under a key is carried out once."""

from django.db import migrations, models

from salwa.platform.database.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0004_ledger_in_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor", "key", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("actor", models.BigIntegerField()),
                ("key", models.CharField(max_length=64)),
                ("entry", models.BigIntegerField()),
            ],
            options={
                "db_table": "platform_submission",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True), name="platform_submission_key"
                    )
                ],
            },
        ),
        AppendOnly("platform_submission"),
    ]
