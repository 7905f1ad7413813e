"""Registry, migration, ¶29: what a record says of the firearm itself is set right in place, and told with what it was.

The row of a firearm was closed to every change. Its facts open now, each to the value that the newest correction names
and from the one that it names; whose record it is, its numbers and its names stay closed, and so does deletion.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from salwa.platform.database.operations import AddConstraint, AppendOnly, BindRows, ClosedToAll

FACTS = ["make", "model", "calibre", "type", "country", "year"]
GUARD = f"""
DROP TRIGGER append_only ON registry_firearm;
CREATE FUNCTION registry_refuse_firearm_change() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - ARRAY{FACTS!r} <> to_jsonb(NEW) - ARRAY{FACTS!r}
       OR NEW IS NOT DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'a firearm stays on record: only what it is may be set right'
              USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
       SELECT FROM unnest(ARRAY{FACTS!r}) WITH ORDINALITY AS asked(name, fact)
        WHERE to_jsonb(OLD) -> name <> to_jsonb(NEW) -> name
          AND jsonb_build_array(to_jsonb(OLD) -> name, to_jsonb(NEW) -> name) IS DISTINCT FROM (
              SELECT jsonb_build_array(c.before, c.after)
                FROM registry_fact_correction c
               WHERE c.firearm_id = OLD.id AND c.fact = asked.fact
               ORDER BY c.id DESC LIMIT 1)) THEN
        RAISE EXCEPTION 'what a firearm is changes only with a correction beside it'
              USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER facts_only BEFORE UPDATE OR DELETE ON registry_firearm
    FOR EACH ROW EXECUTE FUNCTION registry_refuse_firearm_change()
"""
BACK = """
DROP TRIGGER facts_only ON registry_firearm;
DROP FUNCTION registry_refuse_firearm_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON registry_firearm
    FOR EACH STATEMENT EXECUTE FUNCTION salwa_refuse_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0008_vouched"),
        ("registry", "0016_overtaken"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactCorrection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "fact",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Make"),
                            (2, "Model"),
                            (3, "Calibre"),
                            (4, "Type"),
                            (5, "Country of manufacture"),
                            (6, "Year of manufacture"),
                        ]
                    ),
                ),
                ("before", models.IntegerField()),
                ("after", models.IntegerField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="registry.firearm",
                    ),
                ),
            ],
            options={"db_table": "registry_fact_correction"},
        ),
        AddConstraint(
            model_name="factcorrection",
            constraint=models.CheckConstraint(
                condition=Q(fact__in=[1, 2, 3, 4, 5, 6]), name="registry_fact_correction_known"
            ),
        ),
        AddConstraint(
            model_name="factcorrection",
            constraint=models.CheckConstraint(condition=~Q(before=F("after")), name="registry_fact_correction_changes"),
        ),
        AppendOnly("registry_fact_correction"),
        BindRows(
            "registry_fact_correction",
            1,
            1,
            "id:int firearm_id:int entry_id:int fact:int before:int after:int",
        ),
        migrations.RunSQL(GUARD, BACK),
        ClosedToAll([r"registry\_refuse\_firearm\_change"]),
    ]
