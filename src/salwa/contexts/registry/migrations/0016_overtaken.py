"""Registry, migration, ¶29 ¶37: a proposed transfer ends too where something else happened to the firearm."""

from django.db import migrations, models
from django.db.models import Q

from salwa.platform.database.operations import AddConstraint


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0015_persons_found"),
    ]

    operations = [
        migrations.AlterField(
            model_name="proposalend",
            name="outcome",
            field=models.SmallIntegerField(
                choices=[
                    (1, "carried out"),
                    (2, "refused"),
                    (3, "lapsed"),
                    (4, "withdrawn"),
                    (5, "overtaken by what happened to the firearm"),
                ]
            ),
        ),
        migrations.RemoveConstraint(model_name="proposalend", name="registry_proposal_end_known"),
        AddConstraint(
            model_name="proposalend",
            constraint=models.CheckConstraint(
                condition=Q(outcome__in=[1, 2, 3, 4, 5]), name="registry_proposal_end_known"
            ),
        ),
    ]
