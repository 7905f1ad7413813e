"""Registry, migration: firearms, their marks, events and holders, and the bookkeeping of the index."""

import django.db.models.deletion
from django.db import migrations, models

import salwa.contexts.registry.models.index
import salwa.platform.uuid7
from salwa.platform.database.operations import AddConstraint


def _reference(table: str, name: str, columns: str, target: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target}",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def _full_leaves(index: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"ALTER INDEX {index} SET (fillfactor = 100)", f"ALTER INDEX {index} RESET (fillfactor)")


# What Django has no words for: references by two columns, and full leaves where rows only ever come at the end.
BY_SQL = [
    _reference(
        "registry_mark",
        "registry_mark_on_component",
        "firearm_id, component",
        "registry_component (firearm_id, ordinal)",
    ),
    _reference(
        "registry_withdrawal",
        "registry_withdrawal_of_mark",
        "firearm_id, ordinal",
        "registry_mark (firearm_id, ordinal)",
    ),
    _reference(
        "registry_event",
        "registry_event_corrects_event",
        "firearm_id, corrects",
        "registry_event (firearm_id, ordinal)",
    ),
    _reference(
        "registry_firearm",
        "registry_firearm_has_control",
        "id, control",
        "registry_component (firearm_id, ordinal) DEFERRABLE INITIALLY DEFERRED",
    ),
    _full_leaves("registry_firearm_pkey"),
    _full_leaves("registry_firearm_uuid_key"),
    _full_leaves("registry_component_pkey"),
    _full_leaves("registry_mark_pkey"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0001_initial"),
        ("platform", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True)),
            ],
            options={
                "db_table": "registry_source",
            },
        ),
        migrations.CreateModel(
            name="AgencyHoldings",
            fields=[
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="identity.agency",
                    ),
                ),
                ("closed", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "registry_agency_holdings",
            },
        ),
        migrations.CreateModel(
            name="Firearm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                ("number", models.BigIntegerField(editable=False, unique=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
                ("make", models.IntegerField(db_default=0, default=0)),
                ("model", models.IntegerField(db_default=0, default=0)),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.source",
                    ),
                ),
                ("calibre", models.SmallIntegerField(db_default=0, default=0)),
                ("type", models.SmallIntegerField(db_default=0, default=0)),
                ("country", models.SmallIntegerField(db_default=0, default=0)),
                ("year", models.SmallIntegerField(db_default=0, default=0)),
                ("control", models.SmallIntegerField(db_default=1, default=1)),
                ("external_id", models.CharField(blank=True, db_default="", default="", max_length=64)),
            ],
            options={
                "db_table": "registry_firearm",
            },
        ),
        migrations.CreateModel(
            name="Component",
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
                        related_name="components",
                        to="registry.firearm",
                    ),
                ),
                ("ordinal", models.SmallIntegerField()),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (0, "part not stated"),
                            (1, "frame"),
                            (2, "receiver"),
                            (3, "lower receiver"),
                            (4, "upper receiver"),
                            (5, "chassis or fire-control unit"),
                            (6, "grip module"),
                            (7, "slide"),
                            (8, "barrel"),
                            (9, "cylinder"),
                            (10, "bolt or breech block"),
                            (11, "stock"),
                            (12, "magazine"),
                            (13, "calibre conversion kit"),
                            (99, "other part"),
                        ],
                        default=0,
                    ),
                ),
            ],
            options={
                "db_table": "registry_component",
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "firearm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="registry.firearm"
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
                ("heading", models.CharField(max_length=120)),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "registry_remark",
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absorbed", to="registry.firearm"
                    ),
                ),
                (
                    "absorbed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="registry.firearm",
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
                    "undone",
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
                "db_table": "registry_merge",
            },
        ),
        migrations.CreateModel(
            name="Inscription",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("code", models.IntegerField(default=0)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "maker"),
                            (2, "licensor"),
                            (3, "importer"),
                            (4, "proof mark"),
                            (5, "import mark"),
                            (6, "State stock mark"),
                            (7, "model"),
                            (8, "calibre"),
                            (9, "serial number"),
                            (10, "approval number"),
                            (11, "country"),
                            (12, "year"),
                            (13, "other number"),
                            (14, "type"),
                        ]
                    ),
                ),
                (
                    "method",
                    models.SmallIntegerField(
                        choices=[
                            (0, "method not stated"),
                            (1, "stamped"),
                            (2, "roll-stamped"),
                            (3, "engraved"),
                            (4, "laser"),
                            (5, "dot peen"),
                            (6, "cast"),
                            (7, "etched"),
                            (8, "moulded"),
                            (9, "painted"),
                            (99, "other method"),
                        ],
                        default=0,
                    ),
                ),
                (
                    "script",
                    models.SmallIntegerField(
                        choices=[
                            (0, "script not stated"),
                            (1, "Latin"),
                            (2, "Cyrillic"),
                            (3, "Greek"),
                            (4, "Arabic"),
                            (5, "Chinese"),
                            (6, "Japanese"),
                            (7, "Korean"),
                            (8, "Hebrew"),
                            (9, "Devanagari"),
                            (90, "symbol"),
                            (98, "several scripts"),
                            (99, "other script"),
                        ],
                        default=0,
                    ),
                ),
                ("country", models.SmallIntegerField(default=0)),
                ("year", models.SmallIntegerField(default=0)),
                ("text", models.CharField(blank=True, default="", max_length=400)),
                ("folded", models.CharField(blank=True, default="", max_length=32)),
            ],
            options={
                "db_table": "registry_inscription",
            },
        ),
        migrations.CreateModel(
            name="Mark",
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
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="registry.firearm",
                    ),
                ),
                (
                    "inscription",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.inscription",
                    ),
                ),
                ("component", models.SmallIntegerField(default=1)),
                ("ordinal", models.SmallIntegerField()),
                (
                    "place",
                    models.SmallIntegerField(
                        choices=[
                            (0, "place not stated"),
                            (1, "left side"),
                            (2, "right side"),
                            (3, "top"),
                            (4, "underside"),
                            (5, "front"),
                            (6, "rear"),
                            (7, "tang"),
                            (8, "trunnion"),
                            (9, "over the chamber"),
                            (10, "metal plate in a polymer frame"),
                            (11, "window in the grip"),
                            (12, "under the grip"),
                            (13, "near the muzzle"),
                            (14, "inside, seen when taken apart"),
                            (99, "other place"),
                        ],
                        default=0,
                    ),
                ),
                (
                    "legibility",
                    models.SmallIntegerField(
                        choices=[
                            (0, "not stated"),
                            (1, "clear"),
                            (2, "worn"),
                            (3, "read in part"),
                            (4, "removed"),
                            (5, "restored by a laboratory"),
                        ],
                        default=0,
                    ),
                ),
                ("text", models.CharField(blank=True, default="", max_length=200)),
                ("folded", models.CharField(blank=True, default="", max_length=32)),
            ],
            options={
                "db_table": "registry_mark",
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
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
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="registry.firearm",
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
                ("ordinal", models.SmallIntegerField()),
            ],
            options={
                "db_table": "registry_withdrawal",
            },
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[(1, "agency of the State"), (2, "company or association"), (3, "person")]
                    ),
                ),
                (
                    "agency",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.agency",
                    ),
                ),
            ],
            options={
                "db_table": "registry_holder",
            },
        ),
        migrations.CreateModel(
            name="NaturalPerson",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="person",
                        serialize=False,
                        to="registry.holder",
                    ),
                ),
                (
                    "sex",
                    models.SmallIntegerField(
                        choices=[(0, "not known"), (1, "male"), (2, "female"), (9, "not applicable")], default=0
                    ),
                ),
                ("year_of_birth", models.SmallIntegerField(default=0)),
            ],
            options={
                "db_table": "registry_natural_person",
            },
        ),
        migrations.CreateModel(
            name="PersonIdentity",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="identity",
                        serialize=False,
                        to="registry.holder",
                    ),
                ),
                ("family_name", models.CharField(blank=True, default="", max_length=200)),
                ("given_names", models.CharField(blank=True, default="", max_length=200)),
                ("born", models.DateField(blank=True, null=True)),
                ("document_country", models.SmallIntegerField(default=0)),
                ("document_kind", models.CharField(blank=True, default="", max_length=60)),
                ("document_number", models.CharField(blank=True, default="", max_length=60)),
            ],
            options={
                "db_table": "registry_person_identity",
            },
        ),
        migrations.CreateModel(
            name="LegalPerson",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="company",
                        serialize=False,
                        to="registry.holder",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("country", models.SmallIntegerField(default=0)),
                ("registration_number", models.CharField(blank=True, default="", max_length=60)),
            ],
            options={
                "db_table": "registry_legal_person",
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("country", models.SmallIntegerField(default=0)),
                ("text", models.CharField(max_length=300)),
            ],
            options={
                "db_table": "registry_place",
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                        related_name="events",
                        to="registry.firearm",
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
                ("happened_from", models.DateField(blank=True, null=True)),
                ("happened_to", models.DateField(blank=True, null=True)),
                ("ordinal", models.SmallIntegerField()),
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
                        ]
                    ),
                ),
                ("country", models.SmallIntegerField(db_default=0, default=0)),
                (
                    "status",
                    models.SmallIntegerField(
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
                        ],
                        db_default=0,
                        default=0,
                    ),
                ),
                ("corrects", models.SmallIntegerField(blank=True, null=True)),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.place",
                    ),
                ),
                (
                    "holder",
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
                "db_table": "registry_event",
            },
        ),
        migrations.CreateModel(
            name="FirearmState",
            fields=[
                (
                    "firearm",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="state",
                        serialize=False,
                        to="registry.firearm",
                    ),
                ),
                (
                    "status",
                    models.SmallIntegerField(
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
                        ],
                        default=0,
                    ),
                ),
                ("event", models.SmallIntegerField(default=0)),
                (
                    "holder",
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
                "db_table": "registry_firearm_state",
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "firearm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="registry.firearm"
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
                    "opened",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
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
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "dealt with after its destruction"),
                            (2, "seen after its destruction"),
                            (3, "dealt with before it was made"),
                            (4, "made twice"),
                            (5, "two holders at once"),
                            (6, "dealt with while lost or stolen"),
                            (50, "perhaps registered twice"),
                            (51, "a part that another record claims"),
                            (99, "other doubt"),
                        ]
                    ),
                ),
                ("first", models.SmallIntegerField(default=0)),
                ("second", models.SmallIntegerField(default=0)),
                ("text", models.CharField(blank=True, default="", max_length=500)),
            ],
            options={
                "db_table": "registry_finding",
            },
        ),
        migrations.CreateModel(
            name="DeltaRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "xid",
                    salwa.contexts.registry.models.index.TransactionNumber(
                        db_default=salwa.contexts.registry.models.index.CurrentTransaction(), editable=False
                    ),
                ),
                ("record", models.BigIntegerField()),
                ("make", models.IntegerField(default=0)),
                ("model", models.IntegerField(default=0)),
                ("calibre", models.IntegerField(default=0)),
                ("type", models.IntegerField(default=0)),
                ("country", models.IntegerField(default=0)),
                ("year", models.IntegerField(default=0)),
                ("import_country", models.IntegerField(default=0)),
                ("import_year", models.IntegerField(default=0)),
                ("role", models.SmallIntegerField()),
                ("serial", models.CharField(blank=True, default="", max_length=32)),
                ("verbatim", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "db_table": "registry_delta",
            },
        ),
        migrations.CreateModel(
            name="LiveSegment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "xid",
                    salwa.contexts.registry.models.index.TransactionNumber(
                        db_default=salwa.contexts.registry.models.index.CurrentTransaction(), editable=False
                    ),
                ),
                ("folder", models.CharField(max_length=80, unique=True)),
                ("rows", models.BigIntegerField()),
                ("digest", models.CharField(max_length=128)),
                ("retired", models.BooleanField(db_default=False, default=False)),
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
                "db_table": "registry_segment",
            },
        ),
        AddConstraint(
            model_name="firearm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("source", "external_id"),
                name="registry_firearm_external",
            ),
        ),
        AddConstraint(
            model_name="firearm",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="registry_firearm_number_positive"
            ),
        ),
        AddConstraint(
            model_name="firearm",
            constraint=models.CheckConstraint(
                condition=models.Q(("year", 0), ("year__range", (1300, 2200)), _connector="OR"),
                name="registry_firearm_year_sane",
            ),
        ),
        AddConstraint(
            model_name="firearm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("calibre__gte", 0),
                    ("country__range", (0, 999)),
                    ("make__gte", 0),
                    ("model__gte", 0),
                    ("type__gte", 0),
                ),
                name="registry_firearm_codes_sane",
            ),
        ),
        AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_component_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="registry_remark_says_something"
            ),
        ),
        AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone__isnull", True)), fields=("absorbed",), name="registry_merge_absorbed_once"
            ),
        ),
        AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("survivor", models.F("absorbed")), _negated=True), name="registry_merge_of_two"
            ),
        ),
        AddConstraint(
            model_name="inscription",
            constraint=models.UniqueConstraint(
                fields=("kind", "text", "method", "script", "code", "country", "year"), name="registry_inscription_once"
            ),
        ),
        AddConstraint(
            model_name="inscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("folded", ""), ("id__lt", 0), ("text", "")),
                    models.Q(("id__gt", 0), models.Q(("text", ""), _negated=True)),
                    _connector="OR",
                ),
                name="registry_inscription_text_by_id",
            ),
        ),
        AddConstraint(
            model_name="inscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("year", 0), ("year__range", (1300, 2200)), _connector="OR"),
                name="registry_inscription_year_sane",
            ),
        ),
        AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_mark_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("inscription__lt", 0), models.Q(("text", ""), _negated=True)),
                    models.Q(("folded", ""), ("inscription__gt", 0), ("text", "")),
                    _connector="OR",
                ),
                name="registry_mark_has_one_text",
            ),
        ),
        AddConstraint(
            model_name="holder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency__isnull", False), ("kind", 1)),
                    models.Q(models.Q(("kind", 1), _negated=True), ("agency__isnull", True)),
                    _connector="OR",
                ),
                name="registry_holder_agency_by_kind",
            ),
        ),
        AddConstraint(
            model_name="holder",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2, 3])), name="registry_holder_kind_known"
            ),
        ),
        AddConstraint(
            model_name="naturalperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", [0, 1, 2, 9])), name="registry_natural_person_sex_known"
            ),
        ),
        AddConstraint(
            model_name="naturalperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("year_of_birth", 0), ("year_of_birth__range", (1850, 2200)), _connector="OR"),
                name="registry_natural_person_birth_sane",
            ),
        ),
        AddConstraint(
            model_name="legalperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="registry_legal_person_named"
            ),
        ),
        AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("text", "country"), name="registry_place_once"),
        ),
        AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="registry_place_named"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("holder__isnull", False)), fields=["holder"], name="registry_event_holder"
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("ordinal__gt", 0)), name="registry_event_ordinal_positive"
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__range", (1, 27))), name="registry_event_kind_known"
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("happened_from__isnull", True),
                    ("happened_to__isnull", True),
                    ("happened_to__gte", models.F("happened_from")),
                    _connector="OR",
                ),
                name="registry_event_span_forward",
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("corrects__isnull", True), ("corrects__lt", models.F("ordinal")), _connector="OR"),
                name="registry_event_corrects_older",
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("kind", 26), _negated=True), ("corrects__isnull", False), _connector="OR"),
                name="registry_event_correction_names",
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", 27), ("status", 0), _connector="OR"), name="registry_event_status_is_stated"
            ),
        ),
        migrations.AddIndex(
            model_name="firearmstate",
            index=models.Index(
                condition=models.Q(("holder__isnull", False)), fields=["holder"], name="registry_state_holder"
            ),
        ),
        AddConstraint(
            model_name="firearmstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])),
                name="registry_state_known",
            ),
        ),
        AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed__isnull", True)),
                fields=("firearm", "kind", "other", "first", "second"),
                name="registry_finding_open_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="deltarow",
            index=models.Index(fields=["xid"], name="registry_delta_xid"),
        ),
        *BY_SQL,
    ]
