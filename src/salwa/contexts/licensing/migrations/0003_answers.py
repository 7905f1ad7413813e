"""Licensing, migration, ¶37: what is answered to the questions that a State asks with an application."""

import django.db.models.deletion
from django.db import migrations, models

from salwa.platform.database.operations import AppendOnly, BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("licensing", "0002_bound_rows"),
    ]

    operations = [
        migrations.AlterField(
            model_name="words",
            name="part",
            field=models.SmallIntegerField(
                choices=[
                    (1, "reason"),
                    (2, "task"),
                    (3, "who checked"),
                    (4, "document"),
                    (5, "address"),
                    (6, "condition"),
                    (7, "answer"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="ApplicationAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "application_id", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="licensing.application",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_application_answer",
                "constraints": [
                    models.UniqueConstraint(fields=("application", "name"), name="licensing_application_answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("name", ""), _negated=True), ("position__gt", 0)),
                        name="licensing_application_answer_named",
                    ),
                ],
            },
        ),
        AppendOnly("licensing_application_answer"),
        BindRows("licensing_application_answer", 1, 2, "application_id:int position:int name:text"),
        ClosedToAll([r"salwa\_bind\_licensing\_application\_answer%"]),
    ]
