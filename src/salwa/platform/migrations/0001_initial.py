"""Platform, migration: entries, and the guard of tables that only grow."""

from django.db import migrations, models

import salwa.platform.uuid7
from salwa.platform.database.operations import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("uuid", models.UUIDField(default=salwa.platform.uuid7.uuid7, unique=True, verbose_name="identifier")),
                ("action", models.CharField(max_length=100, verbose_name="action")),
                ("actor_id", models.BigIntegerField(verbose_name="actor")),
                ("actor_name", models.CharField(max_length=150, verbose_name="name of the actor")),
                ("agency_id", models.BigIntegerField(verbose_name="agency")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(db_index=True, verbose_name="recorded at")),
                ("digest", models.BinaryField(default=b"", verbose_name="digest")),
                ("summary", models.JSONField(default=dict, verbose_name="summary")),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action", ""), _negated=True), name="entry_names_its_action"
                    ),
                    models.CheckConstraint(condition=models.Q(("id__gt", 0)), name="entry_id_is_positive"),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE platform_entry_id_seq AS bigint OWNED BY platform_entry.id",
            "DROP SEQUENCE platform_entry_id_seq",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION salwa_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'Rows of % are never changed nor deleted.', TG_TABLE_NAME
                    USING ERRCODE = 'insufficient_privilege';
            END
            $$
            """,
            "DROP FUNCTION salwa_refuse_change()",
        ),
        AppendOnly("platform_entry"),
    ]
