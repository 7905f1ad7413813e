"""Registry, migration, ¶24 ¶25 ¶29 ¶37: what is told of an event, holds, and transfers that wait for consents."""

import django.db.models.deletion
from django.db import migrations, models

import salwa.kernel.ledger.entries
from salwa.platform.database.operations import AddConstraint, AppendOnly

RECORDED = (
    "registry_event_detail",
    "registry_certificate",
    "registry_event_answer",
    "registry_proposal",
    "registry_consent",
    "registry_proposal_end",
)


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0005_submissions"),
        ("registry", "0009_bound_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "firearm_id", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                ("number", models.CharField(max_length=60)),
                ("issuer", models.CharField(max_length=200)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("standard", models.CharField(blank=True, default="", max_length=60)),
            ],
            options={
                "db_table": "registry_certificate",
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.SmallIntegerField(choices=[(1, "giver"), (2, "taker")])),
                ("is_given", models.BooleanField()),
                ("reference", models.CharField(max_length=120)),
            ],
            options={
                "db_table": "registry_consent",
            },
        ),
        migrations.CreateModel(
            name="EventAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "firearm_id",
                        "ordinal",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                ("position", models.SmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=500)),
            ],
            options={
                "db_table": "registry_event_answer",
            },
        ),
        migrations.CreateModel(
            name="EventDetail",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "firearm_id", "ordinal", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "firearm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.holder",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                ("until", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, default="", max_length=120)),
                ("consignment", models.CharField(blank=True, default="", max_length=120)),
                ("permit", models.CharField(blank=True, default="", max_length=120)),
                (
                    "method",
                    models.SmallIntegerField(
                        choices=[
                            (0, "method not stated"),
                            (1, "melted"),
                            (2, "cut"),
                            (3, "crushed"),
                            (4, "shredded"),
                            (5, "burnt"),
                            (6, "detonated"),
                            (99, "other method"),
                        ],
                        default=0,
                    ),
                ),
            ],
            options={
                "db_table": "registry_event_detail",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.SmallIntegerField(
                        choices=[
                            (1, "an open trace"),
                            (2, "an open case"),
                            (3, "an order of a court or an authority"),
                            (4, "a review of the record"),
                        ]
                    ),
                ),
                ("reference", models.CharField(max_length=120)),
            ],
            options={
                "db_table": "registry_hold",
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.SmallIntegerField(
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
                            (28, "inheritance"),
                            (29, "temporary_import"),
                            (30, "loan"),
                            (31, "return"),
                            (32, "reassembly"),
                        ]
                    ),
                ),
                ("asks_giver", models.BooleanField(default=False)),
                ("asks_taker", models.BooleanField(default=False)),
                ("not_before", models.DateField()),
                ("expires", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("reference", models.CharField(blank=True, default="", max_length=120)),
                ("permit", models.CharField(blank=True, default="", max_length=120)),
                ("source", models.CharField(blank=True, default="", max_length=300)),
            ],
            options={
                "db_table": "registry_proposal",
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ordinal", models.SmallIntegerField()),
                ("position", models.SmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("salt", models.BinaryField(default=salwa.kernel.ledger.entries.new_salt)),
            ],
            options={
                "db_table": "registry_witness",
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
                    (28, "inheritance"),
                    (29, "temporary_import"),
                    (30, "loan"),
                    (31, "return"),
                    (32, "reassembly"),
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
                    (17, "on_loan"),
                    (18, "in_repair"),
                    (19, "temporarily_imported"),
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
                    (7, "dealt with as a live one after its deactivation"),
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
                    (17, "on_loan"),
                    (18, "in_repair"),
                    (19, "temporarily_imported"),
                ],
                default=0,
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__range", (1, 49))), name="registry_event_kind_known"
            ),
        ),
        AddConstraint(
            model_name="firearmstate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
                ),
                name="registry_state_known",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="lifted",
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
            model_name="hold",
            name="placed",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.CreateModel(
            name="ProposalEnd",
            fields=[
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="registry.proposal",
                    ),
                ),
                (
                    "outcome",
                    models.SmallIntegerField(
                        choices=[(1, "carried out"), (2, "refused"), (3, "lapsed"), (4, "withdrawn")]
                    ),
                ),
                ("ordinal", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "registry_proposal_end",
            },
        ),
        migrations.AddField(
            model_name="proposal",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="firearm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="giver",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.holder",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="taker",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="proposal",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="registry.proposal",
            ),
        ),
        migrations.AddField(
            model_name="witness",
            name="firearm",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.firearm"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["number"], name="registry_certificate_number"),
        ),
        AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_certificate_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("number", ""), _negated=True), models.Q(("issuer", ""), _negated=True)),
                name="registry_certificate_named",
            ),
        ),
        AddConstraint(
            model_name="eventanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_answer_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="eventanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                name="registry_answer_says",
            ),
        ),
        migrations.AddIndex(
            model_name="eventdetail",
            index=models.Index(
                condition=models.Q(("until__isnull", False)), fields=["until"], name="registry_detail_due"
            ),
        ),
        migrations.AddIndex(
            model_name="eventdetail",
            index=models.Index(
                condition=models.Q(("giver__isnull", False)), fields=["giver"], name="registry_detail_giver"
            ),
        ),
        AddConstraint(
            model_name="eventdetail",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_detail_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="eventdetail",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", [0, 1, 2, 3, 4, 5, 6, 99])), name="registry_detail_method_known"
            ),
        ),
        AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted__isnull", True)),
                fields=("firearm", "reason", "reference"),
                name="registry_hold_open_once",
            ),
        ),
        AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", [1, 2, 3, 4])), name="registry_hold_reason_known"
            ),
        ),
        AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="registry_hold_refers"
            ),
        ),
        migrations.AddField(
            model_name="proposalend",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires__gte", models.F("not_before"))), name="registry_proposal_days_forward"
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("giver__isnull", True), models.Q(("giver", models.F("taker")), _negated=True), _connector="OR"
                ),
                name="registry_proposal_of_two",
            ),
        ),
        AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(fields=("proposal", "party"), name="registry_consent_once"),
        ),
        AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("party__in", [1, 2])), name="registry_consent_party_known"
            ),
        ),
        AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), _negated=True), name="registry_consent_refers"
            ),
        ),
        AddConstraint(
            model_name="witness",
            constraint=models.UniqueConstraint(fields=("firearm", "ordinal", "position"), name="registry_witness_once"),
        ),
        AddConstraint(
            model_name="witness",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0), ("position__gt", 0)), name="registry_witness_placed"
            ),
        ),
        AddConstraint(
            model_name="witness",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="registry_witness_named"
            ),
        ),
        AddConstraint(
            model_name="proposalend",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2, 3, 4])), name="registry_proposal_end_known"
            ),
        ),
        AddConstraint(
            model_name="proposalend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ordinal__gt", 0), ("outcome", 1)),
                    models.Q(models.Q(("outcome", 1), _negated=True), ("ordinal", 0)),
                    _connector="OR",
                ),
                name="registry_proposal_end_event",
            ),
        ),
        *[AppendOnly(table) for table in RECORDED],
    ]
