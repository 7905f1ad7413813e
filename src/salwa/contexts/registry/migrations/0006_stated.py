"""Registry, migration, ¶29: what a source states of a firearm is kept in its own words, once for all that share them."""

import django.db.models.deletion
from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint, ClosedToAll

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

STATEMENTS = f"""
CREATE FUNCTION loader_statements(texts text[]) RETURNS TABLE (at bigint, statement int) {OWNED} AS $$
BEGIN
    INSERT INTO registry_statement (text)
    SELECT g.text FROM unnest(texts) g (text)
     WHERE NOT EXISTS (SELECT FROM registry_statement s WHERE s.text = g.text)
     ORDER BY g.text
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT g.at, s.id FROM unnest(texts) WITH ORDINALITY g (text, at)
      JOIN registry_statement s ON s.text = g.text;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_narrower"),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=100, unique=True)),
            ],
            options={
                "db_table": "registry_statement",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="registry_statement_says"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="stated",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.statement",
            ),
        ),
        AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("stated__isnull", True), ("kind", 27), _connector="OR"),
                name="registry_event_words_are_stated",
            ),
        ),
        migrations.RunSQL(STATEMENTS, "DROP FUNCTION loader_statements(text[])"),
        ClosedToAll([r"loader\_statements"]),
    ]
