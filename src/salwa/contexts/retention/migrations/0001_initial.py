"""Retention, migration, ¶29: holds, erasures with their certificates, hand-overs; and the two functions that erase.

The application's role may neither change an entry nor delete a person's identity. The functions do it, and only for what
stands in a decision of the running action about a proposal that another person made.
"""

import django.db.models.deletion
from django.db import migrations, models

import salwa.platform.uuid7
from salwa.platform.database.operations import AddConstraint, AppendOnly

RECORDED = (
    "retention_hold",
    "retention_review",
    "retention_lift",
    "retention_proposal",
    "retention_proposed",
    "retention_decision",
    "retention_erased",
    "retention_hand_over",
    "retention_loaded",
)
OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

CHECK = f"""
CREATE FUNCTION retention_check_erasure(given bigint, about smallint) RETURNS void {OWNED} AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM retention_decision d
          JOIN retention_proposal p ON p.id = d.proposal_id
          JOIN platform_entry proposing ON proposing.id = p.entry_id
         WHERE p.id = given AND p.kind = about AND d.outcome = 1
           AND d.entry_id::text = current_setting('salwa.entry', true)
           AND proposing.actor_id::text IS DISTINCT FROM current_setting('salwa.actor', true))
       OR EXISTS (
        SELECT FROM retention_erased e
         WHERE e.proposal_id = given AND NOT EXISTS (
               SELECT FROM retention_proposed n WHERE n.proposal_id = given AND n.subject = e.subject)) THEN
        RAISE EXCEPTION 'Only what one person proposed and another decided in this action is erased.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$
"""
ENTRIES = f"""
CREATE FUNCTION retention_erase_entries(given bigint) RETURNS bigint {OWNED} AS $$
DECLARE
    changed bigint;
BEGIN
    PERFORM retention_check_erasure(given, 2::smallint);
    UPDATE platform_entry n SET actor_name = '', reason = '', salt = ''
      FROM retention_erased e WHERE e.proposal_id = given AND n.id = e.subject AND octet_length(n.salt) > 0;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$
"""
PERSONS = f"""
CREATE FUNCTION retention_erase_persons(given bigint) RETURNS bigint {OWNED} AS $$
DECLARE
    changed bigint;
BEGIN
    PERFORM retention_check_erasure(given, 1::smallint);
    DELETE FROM registry_person_identity i
     USING retention_erased e WHERE e.proposal_id = given AND i.holder_id = e.subject;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("platform", "0007_erasure"),
        ("registry", "0009_identity_commitment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (1, "persons"),
                            (2, "entries"),
                            (3, "licences"),
                            (4, "refusals"),
                            (5, "dealers' books"),
                        ]
                    ),
                ),
                ("day", models.DateField()),
                ("rule", models.CharField(max_length=500)),
                ("pack", models.CharField(max_length=60)),
                ("count", models.IntegerField()),
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
                "db_table": "retention_proposal",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[(1, "a firearm"), (2, "a holder"), (3, "a case"), (4, "a dealer's book")]
                    ),
                ),
                ("reference", models.CharField(blank=True, default="", max_length=120)),
                ("authority", models.CharField(max_length=200)),
                ("review", models.DateField()),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.firearm",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.holder",
                    ),
                ),
            ],
            options={
                "db_table": "retention_hold",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="decision",
                        serialize=False,
                        to="retention.proposal",
                    ),
                ),
                ("outcome", models.SmallIntegerField(choices=[(1, "carried out"), (2, "turned down")])),
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
                "db_table": "retention_decision",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, editable=False, unique=True)),
                ("ceased", models.DateField()),
                (
                    "carrier",
                    models.SmallIntegerField(
                        choices=[
                            (1, "paper, in boxes or volumes"),
                            (2, "a file"),
                            (3, "a disc or another data carrier"),
                            (4, "paper and files"),
                        ]
                    ),
                ),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("pieces", models.IntegerField()),
                ("records", models.IntegerField(default=0)),
                ("kept_at", models.CharField(max_length=200)),
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
                "db_table": "retention_hand_over",
            },
        ),
        migrations.CreateModel(
            name="Lift",
            fields=[
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="lift",
                        serialize=False,
                        to="retention.hold",
                    ),
                ),
            ],
            options={
                "db_table": "retention_lift",
            },
        ),
        migrations.CreateModel(
            name="Loaded",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
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
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="loads", to="retention.handover"
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.entry",
                    ),
                ),
            ],
            options={
                "db_table": "retention_loaded",
            },
        ),
        migrations.CreateModel(
            name="Proposed",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "proposal_id", "subject", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.BigIntegerField()),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named",
                        to="retention.proposal",
                    ),
                ),
            ],
            options={
                "db_table": "retention_proposed",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("review", models.DateField()),
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
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="retention.hold"
                    ),
                ),
            ],
            options={
                "db_table": "retention_review",
            },
        ),
        migrations.CreateModel(
            name="Erased",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "proposal_id", "subject", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.BigIntegerField()),
                ("entry", models.BigIntegerField()),
                ("commitment", models.CharField(blank=True, default="", max_length=64)),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="retention.decision",
                    ),
                ),
            ],
            options={
                "db_table": "retention_erased",
            },
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [1, 2, 3, 4, 5])), name="retention_proposal_kind_known"
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gt", 0)), name="retention_proposal_names_something"
            ),
        ),
        AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule", ""), _negated=True), name="retention_proposal_has_a_rule"
            ),
        ),
        AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("pieces__gt", 0), ("records__gte", 0)), name="retention_hand_over_counted"
            ),
        ),
        AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept_at", ""), _negated=True), name="retention_hand_over_kept_somewhere"
            ),
        ),
        AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest", ""), ("digest__regex", "^[0-9a-f]{64}$"), _connector="OR"),
                name="retention_hand_over_digest_whole",
            ),
        ),
        AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("carrier__in", [1, 2, 3, 4])), name="retention_hand_over_carrier_known"
            ),
        ),
        migrations.AddField(
            model_name="lift",
            name="entry",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.entry"
            ),
        ),
        AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("authority", ""), _negated=True), name="retention_hold_has_authority"
            ),
        ),
        AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("firearm__isnull", False), ("holder__isnull", True), ("kind", 1)),
                    models.Q(("firearm__isnull", True), ("holder__isnull", False), ("kind", 2)),
                    models.Q(
                        ("firearm__isnull", True),
                        ("holder__isnull", True),
                        ("kind", 3),
                        models.Q(("reference", ""), _negated=True),
                    ),
                    models.Q(
                        ("firearm__isnull", True),
                        ("holder__isnull", False),
                        ("kind", 4),
                        models.Q(("reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="retention_hold_names_by_kind",
            ),
        ),
        AddConstraint(
            model_name="loaded",
            constraint=models.UniqueConstraint(fields=("hand_over", "load"), name="retention_loaded_once"),
        ),
        AddConstraint(
            model_name="erased",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commitment", ""), ("entry", 0)),
                    models.Q(("commitment__regex", "^[0-9a-f]{64}$"), ("entry__gt", 0)),
                    _connector="OR",
                ),
                name="retention_erased_commitment_whole",
            ),
        ),
        AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", [1, 2])), name="retention_decision_outcome_known"
            ),
        ),
        *[AppendOnly(table) for table in RECORDED],
        migrations.RunSQL(CHECK, "DROP FUNCTION retention_check_erasure(bigint, smallint)"),
        migrations.RunSQL(ENTRIES, "DROP FUNCTION retention_erase_entries(bigint)"),
        migrations.RunSQL(PERSONS, "DROP FUNCTION retention_erase_persons(bigint)"),
    ]
