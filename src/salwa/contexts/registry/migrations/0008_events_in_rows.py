"""Registry, migration, ¶29: what a source states of a firearm costs its event nothing.

Null in place of 0 for "no country", and two bytes for the name of a statement: together they fit the row that an event
without a statement has. The table is written anew once, and so are the events of earlier registers.
"""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from salwa.platform.database.operations import AddConstraint

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

NARROWER = """
ALTER TABLE registry_statement ALTER COLUMN id TYPE smallint;
ALTER TABLE registry_event
    ALTER COLUMN country DROP DEFAULT,
    ALTER COLUMN country DROP NOT NULL,
    ALTER COLUMN country TYPE smallint USING nullif(country, 0::smallint),
    ALTER COLUMN stated_id TYPE smallint;
"""
WIDER = """
ALTER TABLE registry_event
    ALTER COLUMN country TYPE smallint USING coalesce(country, 0::smallint),
    ALTER COLUMN country SET NOT NULL,
    ALTER COLUMN country SET DEFAULT 0,
    ALTER COLUMN stated_id TYPE integer;
ALTER TABLE registry_statement ALTER COLUMN id TYPE integer;
"""
STATEMENTS = f"""
CREATE OR REPLACE FUNCTION loader_statements(texts text[]) RETURNS TABLE (at bigint, statement int) {OWNED} AS $$
BEGIN
    IF (SELECT count(*) FROM registry_statement) + cardinality(texts) > 32767 THEN
        RAISE EXCEPTION 'The register holds 32,767 different words for a status at most; write the same word alike.';
    END IF;
    INSERT INTO registry_statement (text)
    SELECT g.text FROM unnest(texts) g (text)
     WHERE NOT EXISTS (SELECT FROM registry_statement s WHERE s.text = g.text)
     ORDER BY g.text
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT g.at, s.id::int FROM unnest(texts) WITH ORDINALITY g (text, at)
      JOIN registry_statement s ON s.text = g.text;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_lists")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(NARROWER, WIDER)],
            state_operations=[
                migrations.AlterField("statement", "id", models.SmallAutoField(primary_key=True, serialize=False)),
                migrations.AlterField("event", "country", models.SmallIntegerField(blank=True, null=True)),
                migrations.AlterField(
                    "event",
                    "stated",
                    models.ForeignKey(
                        "registry.statement", PROTECT, blank=True, db_index=False, null=True, related_name="+"
                    ),
                ),
            ],
        ),
        AddConstraint(
            "event",
            models.CheckConstraint(
                condition=models.Q(("country__isnull", True), ("country__gt", 0), _connector="OR"),
                name="registry_event_country_named",
            ),
        ),
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
    ]
