"""Licensing, migration, ¶37 ¶59 ¶64: licences and what they rest on, decisions, inspections, stock-takes."""

import django.db.models.deletion
from django.db import migrations, models

import salwa.kernel.ledger.entries
import salwa.platform.uuid7
from salwa.platform.database.operations import AddConstraint, AppendOnly

RECORDED = (
    "licensing_check",
    "licensing_check_withdrawal",
    "licensing_application",
    "licensing_application_type",
    "licensing_decision",
    "licensing_licence",
    "licensing_event",
    "licensing_type",
    "licensing_condition",
    "licensing_use",
    "licensing_inspection",
    "licensing_inspection_result",
    "licensing_stock_take",
    "licensing_stock_take_line",
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0002_failed_sign_ins"),
        ("platform", "0005_submissions"),
        ("registry", "0008_events_in_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("dealer", "dealer"),
                            ("maker", "maker"),
                            ("broker", "broker"),
                            ("collector", "collector"),
                            ("club", "shooting club"),
                            ("museum", "museum"),
                            ("security_company", "security company"),
                            ("agency", "agency of the State"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField()),
                ("quota", models.IntegerField(blank=True, null=True)),
                ("fee_reference", models.CharField(blank=True, default="", max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_application",
            },
        ),
        migrations.CreateModel(
            name="CheckFact",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("medical", "medical fitness"),
                            ("background", "background"),
                            ("storage", "safe storage"),
                            ("training", "training"),
                            ("reference", "references"),
                            ("membership", "membership of a club"),
                            ("insurance", "insurance"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome", models.SmallIntegerField(choices=[(1, "passed"), (2, "not passed")])),
                ("made_on", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_check",
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("storage", "safe storage"), ("premises", "premises"), ("book", "book and stock")],
                        max_length=12,
                    ),
                ),
                ("due", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_inspection",
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                ("number", models.BigIntegerField(editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("dealer", "dealer"),
                            ("maker", "maker"),
                            ("broker", "broker"),
                            ("collector", "collector"),
                            ("club", "shooting club"),
                            ("museum", "museum"),
                            ("security_company", "security company"),
                            ("agency", "agency of the State"),
                        ],
                        max_length=20,
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("granted_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licence", to="licensing.application"
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_licence",
            },
        ),
        migrations.CreateModel(
            name="ApplicationType",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "application_id", "type", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("type", models.SmallIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="types",
                        to="licensing.application",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_application_type",
            },
        ),
        migrations.CreateModel(
            name="InspectionResult",
            fields=[
                (
                    "inspection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="result",
                        serialize=False,
                        to="licensing.inspection",
                    ),
                ),
                (
                    "outcome",
                    models.SmallIntegerField(
                        choices=[
                            (1, "in order"),
                            (2, "something is to be mended"),
                            (3, "could not be carried out"),
                            (4, "no longer needed"),
                        ]
                    ),
                ),
                ("done_on", models.DateField()),
            ],
            options={
                "db_table": "licensing_inspection_result",
            },
        ),
        migrations.CreateModel(
            name="LicenceState",
            fields=[
                (
                    "licence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="state",
                        serialize=False,
                        to="licensing.licence",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("hand_in_by", models.DateField(blank=True, null=True)),
                ("quota", models.IntegerField(blank=True, null=True)),
                ("is_suspended", models.BooleanField(default=False)),
                ("ended", models.SmallIntegerField(blank=True, null=True)),
                ("terms", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "licensing_state",
            },
        ),
        migrations.CreateModel(
            name="PermitUse",
            fields=[
                (
                    "licence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="licensing.licence",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
            ],
            options={
                "db_table": "licensing_use",
            },
        ),
        migrations.AddField(
            model_name="inspection",
            name="licence",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.licence",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="renews",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewals",
                to="licensing.licence",
            ),
        ),
        migrations.CreateModel(
            name="LicenceCondition",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "licence_id",
                        "ordinal",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                ("position", models.SmallIntegerField()),
                ("code", models.CharField(max_length=40)),
                (
                    "licence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="licensing.licence",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_condition",
            },
        ),
        migrations.CreateModel(
            name="LicenceEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "licence_id", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Granted"),
                            (2, "Renewed"),
                            (3, "Suspended"),
                            (4, "In force again"),
                            (5, "Revoked"),
                            (6, "Given back"),
                            (7, "Changed"),
                            (8, "Used up"),
                        ]
                    ),
                ),
                ("day", models.DateField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("quota", models.IntegerField(blank=True, null=True)),
                (
                    "grounds",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("requirement", "something that the licence rests on is not met"),
                            ("condition", "a condition of the licence was not kept"),
                            ("storage", "firearms were not kept safely"),
                            ("records", "records were not kept, or do not agree with what is there"),
                            ("false_statement", "what was stated with the application is not so"),
                            ("court", "a court ordered it"),
                            ("inquiry", "an inquiry is open"),
                            ("no_need", "the need for it was not shown, or is gone"),
                            ("own_wish", "at the holder's own wish"),
                            ("died", "the holder died, or ceased to exist"),
                            ("other", "other grounds"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("hand_in_by", models.DateField(blank=True, null=True)),
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
                    "licence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="licensing.licence",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_event",
            },
        ),
        migrations.CreateModel(
            name="LicenceType",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "licence_id", "ordinal", "type", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                ("type", models.SmallIntegerField()),
                (
                    "licence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="types",
                        to="licensing.licence",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_type",
            },
        ),
        migrations.CreateModel(
            name="Licensee",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("dealer", "dealer"),
                            ("maker", "maker"),
                            ("broker", "broker"),
                            ("collector", "collector"),
                            ("club", "shooting club"),
                            ("museum", "museum"),
                            ("security_company", "security company"),
                            ("agency", "agency of the State"),
                        ],
                        max_length=20,
                    ),
                ),
                ("held_from", models.DateField()),
                ("held_to", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
                (
                    "ended",
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
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_licensee",
            },
        ),
        migrations.CreateModel(
            name="Premises",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "safe storage at home"),
                            ("shop", "shop"),
                            ("workshop", "workshop"),
                            ("store", "store"),
                            ("range", "shooting range"),
                            ("exhibition", "exhibition"),
                            ("other", "other place"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
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
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_premises",
            },
        ),
        migrations.AddField(
            model_name="licence",
            name="premises",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.premises",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="premises",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.premises",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="premises",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="licensing.premises",
            ),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("is_confirmed", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.SmallIntegerField(
                        choices=[(1, "granted"), (2, "refused"), (3, "withdrawn by the applicant")]
                    ),
                ),
                ("decided_on", models.DateField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("quota", models.IntegerField(blank=True, null=True)),
                (
                    "grounds",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("requirement", "something that the licence rests on is not met"),
                            ("condition", "a condition of the licence was not kept"),
                            ("storage", "firearms were not kept safely"),
                            ("records", "records were not kept, or do not agree with what is there"),
                            ("false_statement", "what was stated with the application is not so"),
                            ("court", "a court ordered it"),
                            ("inquiry", "an inquiry is open"),
                            ("no_need", "the need for it was not shown, or is gone"),
                            ("own_wish", "at the holder's own wish"),
                            ("died", "the holder died, or ceased to exist"),
                            ("other", "other grounds"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("appeal_by", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="licensing.application",
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
                    "settled",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_proposal",
            },
        ),
        migrations.CreateModel(
            name="StockTake",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("taken_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_stock_take",
            },
        ),
        migrations.CreateModel(
            name="StockTakeLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stock_take_id", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ordinal", models.IntegerField()),
                ("outcome", models.SmallIntegerField(choices=[(1, "found"), (2, "missing"), (3, "not in the book")])),
                ("serial", models.CharField(max_length=200)),
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
                    "stock_take",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="licensing.stocktake",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_stock_take_line",
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("missing", "in the book and not on the shelf"),
                            ("extra", "on the shelf and not in the book"),
                            ("mend", "to be mended after an inspection"),
                            ("used_twice", "taken on a permit that had been used"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ordinal", models.IntegerField(default=1)),
                ("serial", models.CharField(blank=True, default="", max_length=200)),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="licensing.inspection",
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
                    "stock_take",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="licensing.stocktake",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_task",
            },
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "entry_id", "part", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "part",
                    models.SmallIntegerField(
                        choices=[
                            (1, "reason"),
                            (2, "task"),
                            (3, "who checked"),
                            (4, "document"),
                            (5, "address"),
                            (6, "condition"),
                        ]
                    ),
                ),
                ("ordinal", models.IntegerField(default=1)),
                ("text", models.CharField(max_length=2000)),
                ("salt", models.BinaryField(default=salwa.kernel.ledger.entries.new_salt)),
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
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
            ],
            options={
                "db_table": "licensing_words",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="decision",
                        serialize=False,
                        to="licensing.application",
                    ),
                ),
                (
                    "outcome",
                    models.SmallIntegerField(
                        choices=[(1, "granted"), (2, "refused"), (3, "withdrawn by the applicant")]
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "grounds",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("requirement", "something that the licence rests on is not met"),
                            ("condition", "a condition of the licence was not kept"),
                            ("storage", "firearms were not kept safely"),
                            ("records", "records were not kept, or do not agree with what is there"),
                            ("false_statement", "what was stated with the application is not so"),
                            ("court", "a court ordered it"),
                            ("inquiry", "an inquiry is open"),
                            ("no_need", "the need for it was not shown, or is gone"),
                            ("own_wish", "at the holder's own wish"),
                            ("died", "the holder died, or ceased to exist"),
                            ("other", "other grounds"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("appeal_by", models.DateField(blank=True, null=True)),
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
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licensing.licence",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="licensing.proposal",
                    ),
                ),
            ],
            options={
                "db_table": "licensing_decision",
            },
        ),
        migrations.CreateModel(
            name="CheckWithdrawal",
            fields=[
                (
                    "fact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="withdrawal",
                        serialize=False,
                        to="licensing.checkfact",
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
            ],
            options={
                "db_table": "licensing_check_withdrawal",
            },
        ),
        migrations.AddIndex(
            model_name="checkfact",
            index=models.Index(fields=["valid_to", "id"], name="licensing_check_lapsing"),
        ),
        AddConstraint(
            model_name="checkfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["medical", "background", "storage", "training", "reference", "membership", "insurance"],
                    )
                ),
                name="licensing_check_kind_known",
            ),
        ),
        AddConstraint(
            model_name="checkfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2])), name="licensing_check_outcome_known"
            ),
        ),
        AddConstraint(
            model_name="checkfact",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__isnull", True), ("valid_to__gte", models.F("made_on")), _connector="OR"),
                name="licensing_check_forward",
            ),
        ),
        migrations.AddField(
            model_name="inspectionresult",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddIndex(
            model_name="licencestate",
            index=models.Index(
                condition=models.Q(("ended", None)), fields=["valid_to", "licence"], name="licensing_state_expiring"
            ),
        ),
        AddConstraint(
            model_name="licencestate",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended__isnull", True), ("ended__in", (5, 6, 7)), _connector="OR"),
                name="licensing_state_ended_known",
            ),
        ),
        migrations.AddField(
            model_name="permituse",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="permituse",
            name="firearm",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        AddConstraint(
            model_name="licencecondition",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="licensing_condition_named"
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="licensing_event_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2, 3, 4, 5, 6, 7, 8])), name="licensing_event_kind_known"
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="licensing_event_forward",
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("quota__isnull", True), ("quota__gt", 0), _connector="OR"),
                name="licensing_event_quota_positive",
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", (3, 5)), _negated=True),
                    models.Q(("grounds", ""), _negated=True),
                    _connector="OR",
                ),
                name="licensing_event_grounds_given",
            ),
        ),
        AddConstraint(
            model_name="licenceevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grounds", ""),
                    (
                        "grounds__in",
                        [
                            "requirement",
                            "condition",
                            "storage",
                            "records",
                            "false_statement",
                            "court",
                            "inquiry",
                            "no_need",
                            "own_wish",
                            "died",
                            "other",
                        ],
                    ),
                    _connector="OR",
                ),
                name="licensing_event_grounds_known",
            ),
        ),
        AddConstraint(
            model_name="licensee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended__isnull", True)),
                fields=("holder", "category", "agency"),
                name="licensing_licensee_once",
            ),
        ),
        AddConstraint(
            model_name="licensee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "person",
                            "dealer",
                            "maker",
                            "broker",
                            "collector",
                            "club",
                            "museum",
                            "security_company",
                            "agency",
                        ],
                    )
                ),
                name="licensing_licensee_known",
            ),
        ),
        AddConstraint(
            model_name="licensee",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_to__isnull", True), ("held_to__gte", models.F("held_from")), _connector="OR"),
                name="licensing_licensee_forward",
            ),
        ),
        AddConstraint(
            model_name="licensee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended__isnull", True), ("held_to__isnull", True)),
                    models.Q(("ended__isnull", False), ("held_to__isnull", False)),
                    _connector="OR",
                ),
                name="licensing_licensee_ended",
            ),
        ),
        AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["home", "shop", "workshop", "store", "range", "exhibition", "other"])),
                name="licensing_premises_kind_known",
            ),
        ),
        AddConstraint(
            model_name="premises",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="licensing_premises_labelled"
            ),
        ),
        AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="licensing_licence_number_positive"
            ),
        ),
        AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), _negated=True), name="licensing_licence_kind_named"
            ),
        ),
        AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "person",
                            "dealer",
                            "maker",
                            "broker",
                            "collector",
                            "club",
                            "museum",
                            "security_company",
                            "agency",
                        ],
                    )
                ),
                name="licensing_licence_known",
            ),
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["due", "id"], name="licensing_inspection_due"),
        ),
        AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["storage", "premises", "book"])), name="licensing_inspection_known"
            ),
        ),
        AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), _negated=True), name="licensing_application_kind_named"
            ),
        ),
        AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "person",
                            "dealer",
                            "maker",
                            "broker",
                            "collector",
                            "club",
                            "museum",
                            "security_company",
                            "agency",
                        ],
                    )
                ),
                name="licensing_application_known",
            ),
        ),
        AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("quota__isnull", True), ("quota__gt", 0), _connector="OR"),
                name="licensing_application_quota_positive",
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled__isnull", True)),
                fields=("application",),
                name="licensing_proposal_open_once",
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", (1, 2))), name="licensing_proposal_outcome_known"
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_confirmed", False), ("settled__isnull", False), _connector="OR"),
                name="licensing_proposal_confirmed",
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grounds", ""),
                    (
                        "grounds__in",
                        [
                            "requirement",
                            "condition",
                            "storage",
                            "records",
                            "false_statement",
                            "court",
                            "inquiry",
                            "no_need",
                            "own_wish",
                            "died",
                            "other",
                        ],
                    ),
                    _connector="OR",
                ),
                name="licensing_proposal_grounds_known",
            ),
        ),
        AddConstraint(
            model_name="stocktakeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="licensing_stock_take_line_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="stocktakeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2, 3])), name="licensing_stock_take_line_known"
            ),
        ),
        AddConstraint(
            model_name="stocktakeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", 3), ("firearm__isnull", False), _connector="OR"),
                name="licensing_stock_take_line_of_firearm",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(condition=models.Q(("closed__isnull", True)), fields=["id"], name="licensing_task_open"),
        ),
        AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(fields=("opened", "ordinal"), name="licensing_task_of_entry_once"),
        ),
        AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["missing", "extra", "mend", "used_twice"])),
                name="licensing_task_kind_known",
            ),
        ),
        AddConstraint(
            model_name="words",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="licensing_words_say_something"
            ),
        ),
        AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("licence__isnull", False), ("outcome", 1)),
                    models.Q(models.Q(("outcome", 1), _negated=True), ("licence__isnull", True)),
                    _connector="OR",
                ),
                name="licensing_decision_licence_by_outcome",
            ),
        ),
        AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", 2), _negated=True),
                    models.Q(models.Q(("grounds", ""), _negated=True), ("appeal_by__isnull", False)),
                    _connector="OR",
                ),
                name="licensing_decision_refusal_has_grounds",
            ),
        ),
        AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grounds", ""),
                    (
                        "grounds__in",
                        [
                            "requirement",
                            "condition",
                            "storage",
                            "records",
                            "false_statement",
                            "court",
                            "inquiry",
                            "no_need",
                            "own_wish",
                            "died",
                            "other",
                        ],
                    ),
                    _connector="OR",
                ),
                name="licensing_decision_grounds_known",
            ),
        ),
        AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("appeal_by__isnull", True), ("appeal_by__gte", models.F("decided_on")), _connector="OR"
                ),
                name="licensing_decision_appeal_after",
            ),
        ),
        AddConstraint(
            model_name="inspectionresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2, 3, 4])), name="licensing_inspection_result_known"
            ),
        ),
        AddConstraint(
            model_name="permituse",
            constraint=models.UniqueConstraint(fields=("firearm", "ordinal"), name="licensing_use_once"),
        ),
        AddConstraint(
            model_name="permituse",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="licensing_use_ordinal_positive"
            ),
        ),
        *[AppendOnly(table) for table in RECORDED],
    ]
