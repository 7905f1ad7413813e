"""Registry, migration, ¶29: a source belongs to an agency, and an import meets no records but those of its own agency.

A name of a source that several agencies had used becomes one source for each of them. The functions ask the transaction
whose agency acts, so that a number of another agency's source is worth nothing.
"""

import django.db.models.deletion
from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
ACTING = "nullif(current_setting('salwa.agency', true), '')::bigint"

SHARE_OUT = """
DO $$
DECLARE
    one record;
    made smallint;
BEGIN
    ALTER TABLE registry_imported_batch DISABLE TRIGGER append_only;
    FOR one IN SELECT s.id, s.name, u.agency, row_number() OVER (PARTITION BY s.id ORDER BY u.agency) AS turn
                 FROM registry_source s JOIN (
                      SELECT f.source_id AS source, f.agency_id AS agency FROM registry_firearm f
                       UNION
                      SELECT b.source_id, e.agency_id FROM registry_imported_batch b
                        JOIN platform_entry e ON e.id = b.entry_id
                      ) u ON u.source = s.id
                ORDER BY s.id, u.agency LOOP
        IF one.turn = 1 THEN
            UPDATE registry_source SET agency_id = one.agency WHERE id = one.id;
        ELSE
            INSERT INTO registry_source (name, agency_id) VALUES (one.name, one.agency) RETURNING id INTO made;
            UPDATE registry_firearm SET source_id = made WHERE source_id = one.id AND agency_id = one.agency;
            UPDATE registry_imported_batch b SET source_id = made FROM platform_entry e
             WHERE b.source_id = one.id AND e.id = b.entry_id AND e.agency_id = one.agency;
        END IF;
    END LOOP;
    DELETE FROM registry_source WHERE agency_id IS NULL;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE registry_imported_batch ENABLE TRIGGER append_only;
END $$
"""

# A first load makes its source and alters tables in one transaction, which no check may be left over for.
AT_ONCE = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT c.conname FROM pg_constraint c
                WHERE c.conrelid = 'registry_source'::regclass AND c.contype = 'f' LOOP
        EXECUTE format('ALTER TABLE registry_source ALTER CONSTRAINT %I NOT DEFERRABLE', one.conname);
    END LOOP;
END $$
"""

SOURCE = f"""
CREATE OR REPLACE FUNCTION loader_source(given text) RETURNS smallint {OWNED} AS $$
DECLARE
    acting bigint := {ACTING};
    found smallint;
BEGIN
    IF acting IS NULL THEN
        RAISE EXCEPTION 'Nobody acts: a source belongs to an agency.';
    END IF;
    INSERT INTO registry_source (agency_id, name) VALUES (acting, given) ON CONFLICT (agency_id, name) DO NOTHING;
    SELECT s.id INTO STRICT found FROM registry_source s WHERE s.agency_id = acting AND s.name = given;
    RETURN found;
END $$
"""

IMPORTED = f"""
CREATE OR REPLACE FUNCTION loader_imported(given smallint) RETURNS TABLE (keys bytea, digests bytea) {OWNED} AS $$
BEGIN
    RETURN QUERY SELECT b.keys, b.digests FROM registry_imported_batch b
      JOIN registry_source s ON s.id = b.source_id AND s.agency_id = {ACTING}
     WHERE b.source_id = given ORDER BY b.id;
END $$
"""

RECORDS = f"""
CREATE OR REPLACE FUNCTION loader_records(given smallint, names text[]) RETURNS TABLE (name text, firearm bigint)
{OWNED} AS $$
BEGIN
    RETURN QUERY SELECT f.external_id::text, f.id FROM registry_firearm f
     WHERE f.source_id = given AND f.external_id = ANY (names) AND f.external_id <> ''
       AND EXISTS (SELECT FROM registry_source s WHERE s.id = given AND s.agency_id = {ACTING})
       AND f.agency_id = {ACTING};
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("registry", "0003_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.agency",
            ),
        ),
        migrations.AlterField(model_name="source", name="name", field=models.CharField(max_length=120)),
        migrations.RunSQL(SHARE_OUT),
        migrations.AlterField(
            model_name="source",
            name="agency",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
            ),
        ),
        AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=["agency", "name"], name="registry_source_of_agency"),
        ),
        *[migrations.RunSQL(function) for function in (AT_ONCE, SOURCE, IMPORTED, RECORDS)],
    ]
