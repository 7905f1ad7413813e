"""Registry, migration, ¶64: parts with lives of their own, what follows a weapon that ended, calibres and measures."""

import django.db.models.deletion
from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint, AppendOnly

RECORDED = (
    "registry_part",
    "registry_fitting",
    "registry_succession",
    "registry_material",
    "registry_mark_measure",
)


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0005_submissions"),
        ("registry", "0010_lives"),
    ]

    operations = [
        migrations.AlterField("firearm", "control", models.SmallIntegerField(db_default=1, default=1, null=True)),
        migrations.CreateModel(
            name="CalibreOf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("component", models.SmallIntegerField(blank=True, null=True)),
                ("calibre", models.SmallIntegerField()),
            ],
            options={
                "db_table": "registry_calibre_of",
            },
        ),
        migrations.CreateModel(
            name="Fitting",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("happened_from", models.DateField(blank=True, null=True)),
                ("happened_to", models.DateField(blank=True, null=True)),
                ("ordinal", models.SmallIntegerField()),
                ("kind", models.SmallIntegerField()),
                ("is_control", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "registry_fitting",
            },
        ),
        migrations.CreateModel(
            name="MarkMeasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ordinal", models.SmallIntegerField()),
                ("depth", models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True)),
                ("height", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("on_plate", models.BooleanField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("instrument", models.CharField(blank=True, default="", max_length=60)),
            ],
            options={
                "db_table": "registry_mark_measure",
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("component", models.SmallIntegerField()),
                (
                    "material",
                    models.SmallIntegerField(
                        choices=[
                            (0, "material not stated"),
                            (1, "steel"),
                            (2, "light alloy"),
                            (3, "polymer"),
                            (99, "other material"),
                        ]
                    ),
                ),
            ],
            options={
                "db_table": "registry_material",
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="part",
                        serialize=False,
                        to="registry.firearm",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
            ],
            options={
                "db_table": "registry_part",
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.SmallIntegerField(
                        choices=[
                            (1, "goes on with another part that carries the identity"),
                            (2, "the part that carried the identity, taken out"),
                            (3, "taken apart"),
                        ]
                    ),
                ),
            ],
            options={
                "db_table": "registry_succession",
            },
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="registry_event_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="firearmstate",
            name="registry_state_known",
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.SmallIntegerField(
                choices=[
                    (1, "manufacture"),
                    (2, "proof"),
                    (3, "marking"),
                    (4, "import"),
                    (5, "transit"),
                    (6, "export"),
                    (7, "registration"),
                    (8, "transfer"),
                    (9, "sale"),
                    (10, "licence"),
                    (11, "storage"),
                    (12, "loss"),
                    (13, "theft"),
                    (14, "find"),
                    (15, "seizure"),
                    (16, "surrender"),
                    (17, "evidence"),
                    (18, "forfeiture"),
                    (19, "retention"),
                    (20, "conversion"),
                    (21, "deactivation"),
                    (22, "reactivation"),
                    (23, "repair"),
                    (24, "dismantling"),
                    (25, "destruction"),
                    (26, "correction"),
                    (27, "stated_by_source"),
                    (40, "component_exchanged"),
                    (41, "component_removed"),
                    (42, "component_fitted"),
                    (43, "identity_ended"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="status",
            field=models.SmallIntegerField(
                choices=[
                    (0, "unknown"),
                    (1, "registered"),
                    (2, "in_transit"),
                    (3, "exported"),
                    (4, "stored"),
                    (5, "lost"),
                    (6, "stolen"),
                    (7, "found"),
                    (8, "seized"),
                    (9, "surrendered"),
                    (10, "evidence"),
                    (11, "forfeited"),
                    (12, "retained"),
                    (13, "deactivated"),
                    (14, "reactivated"),
                    (15, "dismantled"),
                    (16, "destroyed"),
                    (20, "identity_ended"),
                ],
                db_default=0,
                default=0,
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="kind",
            field=models.SmallIntegerField(
                choices=[
                    (1, "dealt with after its destruction"),
                    (2, "seen after its destruction"),
                    (3, "dealt with before it was made"),
                    (4, "made twice"),
                    (5, "two holders at once"),
                    (6, "dealt with while lost or stolen"),
                    (20, "dealt with after its identity had ended"),
                    (50, "perhaps registered twice"),
                    (51, "a part that another record claims"),
                    (52, "its source now says otherwise"),
                    (99, "other doubt"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="firearmstate",
            name="status",
            field=models.SmallIntegerField(
                choices=[
                    (0, "unknown"),
                    (1, "registered"),
                    (2, "in_transit"),
                    (3, "exported"),
                    (4, "stored"),
                    (5, "lost"),
                    (6, "stolen"),
                    (7, "found"),
                    (8, "seized"),
                    (9, "surrendered"),
                    (10, "evidence"),
                    (11, "forfeited"),
                    (12, "retained"),
                    (13, "deactivated"),
                    (14, "reactivated"),
                    (15, "dismantled"),
                    (16, "destroyed"),
                    (20, "identity_ended"),
                ],
                default=0,
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__range", (1, 43))), name="registry_event_kind_known"
            ),
        ),
        AddConstraint(
            model_name="firearmstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20])),
                name="registry_state_known",
            ),
        ),
        migrations.AddField(
            model_name="calibreof",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="calibreof",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="calibreof",
            name="withdrawn",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="platform.entry",
            ),
        ),
        migrations.AddField(
            model_name="fitting",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="fitting",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="fitting",
            name="of",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="markmeasure",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="markmeasure",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="material",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="of",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="earlier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="later",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        AddConstraint(
            model_name="calibreof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn__isnull", True)),
                fields=("firearm", "component", "calibre"),
                name="registry_calibre_of_once",
                nulls_distinct=False,
            ),
        ),
        AddConstraint(
            model_name="calibreof",
            constraint=models.CheckConstraint(condition=models.Q(("calibre__gt", 0)), name="registry_calibre_of_known"),
        ),
        migrations.AddIndex(
            model_name="fitting",
            index=models.Index(fields=["of", "ordinal", "id"], name="registry_fitting_part"),
        ),
        AddConstraint(
            model_name="fitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_fitting_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="fitting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [40, 41, 42])), name="registry_fitting_kind_known"
            ),
        ),
        AddConstraint(
            model_name="fitting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("happened_from__isnull", True),
                    ("happened_to__isnull", True),
                    ("happened_to__gte", models.F("happened_from")),
                    _connector="OR",
                ),
                name="registry_fitting_span_forward",
            ),
        ),
        AddConstraint(
            model_name="markmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("depth__isnull", False), ("height__isnull", False), ("on_plate__isnull", False), _connector="OR"
                ),
                name="registry_mark_measure_says",
            ),
        ),
        AddConstraint(
            model_name="markmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("depth__isnull", True), ("depth__gte", 0), _connector="OR"),
                    models.Q(("height__isnull", True), ("height__gt", 0), _connector="OR"),
                ),
                name="registry_mark_measure_positive",
            ),
        ),
        AddConstraint(
            model_name="material",
            constraint=models.CheckConstraint(
                condition=models.Q(("material__in", [0, 1, 2, 3, 99])), name="registry_material_known"
            ),
        ),
        AddConstraint(
            model_name="part",
            constraint=models.UniqueConstraint(fields=("of", "ordinal"), name="registry_part_once"),
        ),
        AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_part_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("earlier", "later"), name="registry_succession_once"),
        ),
        AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("earlier", models.F("later")), _negated=True), name="registry_succession_of_two"
            ),
        ),
        AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", [1, 2, 3])), name="registry_succession_reason_known"
            ),
        ),
        *[AppendOnly(table) for table in RECORDED],
    ]
