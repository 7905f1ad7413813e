"""Licensing, migration, ¶37: no task asks any more to look at a permit that was used twice, for none can be."""

from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0003_answers"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="task", name="licensing_task_kind_known"),
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("missing", "in the book and not on the shelf"),
                    ("extra", "on the shelf and not in the book"),
                    ("mend", "to be mended after an inspection"),
                ],
                max_length=12,
            ),
        ),
        AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["missing", "extra", "mend"])), name="licensing_task_kind_known"
            ),
        ),
    ]
