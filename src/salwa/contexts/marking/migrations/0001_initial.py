"""Marking, migration, ¶28 ¶63: series, numbers, consignments, jobs and machines."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0002_failed_sign_ins"),
        ("platform", "0005_submissions"),
        ("registry", "0008_events_in_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "use",
                    models.SmallIntegerField(
                        choices=[(1, "manufacture"), (2, "import"), (3, "State stock"), (4, "seized firearms")]
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
            ],
            options={
                "db_table": "marking_job",
            },
        ),
        migrations.CreateModel(
            name="Consignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "use",
                    models.SmallIntegerField(
                        choices=[(1, "manufacture"), (2, "import"), (3, "State stock"), (4, "seized firearms")]
                    ),
                ),
                ("reference", models.CharField(max_length=60)),
                ("country", models.SmallIntegerField(default=0)),
                ("arrived", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "importer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.holder",
                    ),
                ),
            ],
            options={
                "db_table": "marking_consignment",
            },
        ),
        migrations.CreateModel(
            name="ConsignmentLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ordinal", models.IntegerField()),
                ("described", models.CharField(blank=True, default="", max_length=200)),
                (
                    "consignment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="marking.consignment",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
                    ),
                ),
            ],
            options={
                "db_table": "marking_consignment_line",
            },
        ),
        migrations.CreateModel(
            name="JobClosing",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="closing",
                        serialize=False,
                        to="marking.job",
                    ),
                ),
            ],
            options={
                "db_table": "marking_job_closing",
            },
        ),
        migrations.AddField(
            model_name="job",
            name="consignment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
                to="marking.consignment",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.CreateModel(
            name="Entered",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("ordinal", models.SmallIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entered",
                        to="marking.job",
                    ),
                ),
            ],
            options={
                "db_table": "marking_entered",
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("form", models.SmallIntegerField(choices=[(1, "files for a machine"), (2, "worksheet on paper")])),
                ("digest", models.BinaryField(max_length=32)),
                ("marks", models.IntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispatches", to="marking.job"
                    ),
                ),
            ],
            options={
                "db_table": "marking_dispatch",
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[(1, "read differently"), (2, "engraved on another firearm than planned")]
                    ),
                ),
                ("read", models.CharField(blank=True, default="", max_length=80)),
                (
                    "closed",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                (
                    "opened",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="discrepancies", to="marking.job"
                    ),
                ),
            ],
            options={
                "db_table": "marking_discrepancy",
            },
        ),
        migrations.CreateModel(
            name="Machine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "laser"),
                            (2, "dot peen"),
                            (3, "stamping press"),
                            (4, "engraving spindle"),
                            (5, "hand stamps"),
                        ]
                    ),
                ),
                ("maker", models.CharField(max_length=100)),
                ("serial", models.CharField(max_length=60)),
                ("software", models.CharField(blank=True, default="", max_length=100)),
                ("since", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.unit",
                    ),
                ),
            ],
            options={
                "db_table": "marking_machine",
            },
        ),
        migrations.AddField(
            model_name="job",
            name="machine",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
                to="marking.machine",
            ),
        ),
        migrations.CreateModel(
            name="MachineNote",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "serviced"),
                            (2, "repaired"),
                            (3, "software changed"),
                            (4, "out of order"),
                            (5, "taken out of service"),
                        ]
                    ),
                ),
                ("day", models.DateField()),
                ("text", models.CharField(blank=True, default="", max_length=300)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="marking.machine"
                    ),
                ),
            ],
            options={
                "db_table": "marking_machine_note",
            },
        ),
        migrations.CreateModel(
            name="NumberOutcome",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("turn", models.SmallIntegerField(default=1)),
                (
                    "outcome",
                    models.SmallIntegerField(choices=[(1, "engraved"), (2, "spoiled"), (3, "skipped"), (4, "void")]),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="marking.job",
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="marking.machine",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "marking_number_outcome",
            },
        ),
        migrations.CreateModel(
            name="OperatorSpell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spells",
                        to="marking.job",
                    ),
                ),
                (
                    "machine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="marking.machine"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "marking_operator_spell",
            },
        ),
        migrations.CreateModel(
            name="PlannedMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("turn", models.SmallIntegerField(default=1)),
                ("component", models.SmallIntegerField(default=1)),
                ("part", models.CharField(blank=True, default="", max_length=60)),
                ("is_doubled", models.BooleanField(default=False)),
                ("described", models.CharField(blank=True, default="", max_length=200)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="marking.job",
                    ),
                ),
            ],
            options={
                "db_table": "marking_planned_mark",
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("text", models.CharField(max_length=80)),
                ("is_same", models.BooleanField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="marking.job"
                    ),
                ),
            ],
            options={
                "db_table": "marking_reading",
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "use",
                    models.SmallIntegerField(
                        choices=[(1, "manufacture"), (2, "import"), (3, "State stock"), (4, "seized firearms")]
                    ),
                ),
                ("stem", models.CharField(max_length=80, unique=True)),
                ("year", models.SmallIntegerField(default=0)),
                ("unit", models.CharField(blank=True, default="", max_length=8)),
                ("edition", models.CharField(max_length=40)),
                ("template", models.CharField(max_length=80)),
                ("country", models.CharField(max_length=8)),
                ("alphabet", models.CharField(max_length=64)),
                ("digits", models.SmallIntegerField()),
                ("check_rule", models.CharField(max_length=40)),
                ("height_mm", models.FloatField(default=0.0)),
                ("depth_mm", models.FloatField(default=0.0)),
                ("place", models.CharField(blank=True, default="", max_length=60)),
                ("metal_plate", models.BooleanField(default=False)),
                ("separate_mark", models.BooleanField(default=False)),
                ("machine_readable", models.BooleanField(default=False)),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
            ],
            options={
                "db_table": "marking_series",
            },
        ),
        migrations.AddField(
            model_name="job",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="marking.series"
            ),
        ),
        migrations.CreateModel(
            name="Allotment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="allotments", to="marking.job"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allotments",
                        to="marking.series",
                    ),
                ),
            ],
            options={
                "db_table": "marking_allotment",
            },
        ),
        AddConstraint(
            model_name="consignment",
            constraint=models.UniqueConstraint(
                fields=("agency", "reference"), name="marking_consignment_reference_once"
            ),
        ),
        AddConstraint(
            model_name="consignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="marking_consignment_named"
            ),
        ),
        AddConstraint(
            model_name="consignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", [1, 2, 3, 4])), name="marking_consignment_use_known"
            ),
        ),
        AddConstraint(
            model_name="consignmentline",
            constraint=models.UniqueConstraint(fields=("consignment", "ordinal"), name="marking_line_in_order"),
        ),
        AddConstraint(
            model_name="consignmentline",
            constraint=models.UniqueConstraint(fields=("consignment", "firearm"), name="marking_line_once"),
        ),
        AddConstraint(
            model_name="consignmentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="marking_line_ordinal_positive"
            ),
        ),
        migrations.AddField(
            model_name="jobclosing",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        AddConstraint(
            model_name="entered",
            constraint=models.UniqueConstraint(fields=("job", "number"), name="marking_entered_once"),
        ),
        AddConstraint(
            model_name="dispatch",
            constraint=models.CheckConstraint(condition=models.Q(("marks__gt", 0)), name="marking_dispatch_has_marks"),
        ),
        AddConstraint(
            model_name="discrepancy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed", None)),
                fields=("job", "number", "kind"),
                name="marking_discrepancy_open_once",
            ),
        ),
        AddConstraint(
            model_name="discrepancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2])), name="marking_discrepancy_known"
            ),
        ),
        AddConstraint(
            model_name="machine",
            constraint=models.UniqueConstraint(fields=("maker", "serial", "agency"), name="marking_machine_once"),
        ),
        AddConstraint(
            model_name="machine",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("maker", ""), _negated=True), models.Q(("serial", ""), _negated=True)),
                name="marking_machine_named",
            ),
        ),
        AddConstraint(
            model_name="machine",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2, 3, 4, 5])), name="marking_machine_kind_known"
            ),
        ),
        AddConstraint(
            model_name="machinenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2, 3, 4, 5])), name="marking_note_kind_known"
            ),
        ),
        AddConstraint(
            model_name="numberoutcome",
            constraint=models.UniqueConstraint(fields=("job", "number", "turn"), name="marking_outcome_in_turn"),
        ),
        AddConstraint(
            model_name="numberoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("turn__gt", 0)), name="marking_outcome_turn_positive"
            ),
        ),
        AddConstraint(
            model_name="numberoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2, 3, 4])), name="marking_outcome_known"
            ),
        ),
        AddConstraint(
            model_name="numberoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("firearm__isnull", False), ("outcome", 1)),
                    models.Q(models.Q(("outcome", 1), _negated=True), ("firearm__isnull", True)),
                    _connector="OR",
                ),
                name="marking_outcome_engraved_on_one",
            ),
        ),
        AddConstraint(
            model_name="numberoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="marking_outcome_lost_says_why",
            ),
        ),
        AddConstraint(
            model_name="operatorspell",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("began_at")), _connector="OR"),
                name="marking_spell_forward",
            ),
        ),
        AddConstraint(
            model_name="operatorspell",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("machine", "user"), name="marking_spell_once_at_a_time"
            ),
        ),
        AddConstraint(
            model_name="plannedmark",
            constraint=models.UniqueConstraint(fields=("job", "number", "turn"), name="marking_planned_in_turn"),
        ),
        AddConstraint(
            model_name="plannedmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("component__gt", 0), ("turn__gt", 0)), name="marking_planned_positive"
            ),
        ),
        AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("stem", ""), _negated=True), name="marking_series_named"
            ),
        ),
        AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", [1, 2, 3, 4])), name="marking_series_use_known"
            ),
        ),
        AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(condition=models.Q(("digits__gt", 0)), name="marking_series_has_places"),
        ),
        AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="marking_job_named"
            ),
        ),
        AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", [1, 2, 3, 4])), name="marking_job_use_known"
            ),
        ),
        AddConstraint(
            model_name="allotment",
            constraint=models.UniqueConstraint(fields=("series", "first"), name="marking_allotment_begins_once"),
        ),
        AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gt", 0), ("last__gte", models.F("first"))), name="marking_allotment_forward"
            ),
        ),
        AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__lt", 1000000000000)), name="marking_allotment_has_room"
            ),
        ),
    ]
