"""Registry, migration, ¶29: a firearm's row stays as it was written, and an import reads no serial of another agency."""

from django.db import migrations

from salwa.platform.database.operations import AppendOnly, ClosedToAll

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
ACTING = "nullif(current_setting('salwa.agency', true), '')::bigint"
STANDS = """m.inscription_id < 0 AND f.make > 0
       AND NOT EXISTS (SELECT FROM registry_withdrawal w WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal)"""
JOINED = """registry_mark m
      JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = 9
      JOIN registry_firearm f ON f.id = m.firearm_id AND f.control = m.component"""

SERIALS = f"""
CREATE OR REPLACE FUNCTION loader_serials(sought text[]) RETURNS TABLE (firearm bigint, make int, text text) {OWNED} AS $$
BEGIN
    RETURN QUERY SELECT f.id, f.make, m.text::text FROM {JOINED}
     WHERE {STANDS} AND f.agency_id = {ACTING} AND (sought IS NULL OR m.folded = ANY (sought));
END $$
"""

# Equal as the kernel's plain text is for a text in ASCII; a text in another script is compared by its folded form only.
PLAIN = r"""CASE WHEN m.text ~ '^[ -~]*$'
            THEN left(regexp_replace(translate(upper(m.text), '*_', '??'), '[^0-9A-Z?]', '', 'g'), 32) END"""

ELSEWHERE = f"""
CREATE FUNCTION loader_twins_elsewhere(oldest bigint) RETURNS TABLE (firearm bigint, other bigint) {OWNED} AS $$
DECLARE
    acting bigint := {ACTING};
BEGIN
    IF acting IS NULL OR NOT EXISTS (SELECT FROM registry_firearm f WHERE f.agency_id <> acting) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH fresh AS (
        SELECT f.id, f.make, m.folded, {PLAIN} AS plain FROM {JOINED}
         WHERE {STANDS} AND f.id >= oldest AND f.agency_id = acting AND length(m.folded) >= 3),
    theirs AS (
        SELECT f.make, m.folded, {PLAIN} AS plain, min(f.id) AS id FROM {JOINED}
         WHERE {STANDS} AND f.id < oldest AND f.agency_id <> acting GROUP BY 1, 2, 3)
    SELECT fresh.id, min(theirs.id) FROM fresh JOIN theirs USING (make, folded)
     WHERE theirs.plain = fresh.plain OR theirs.plain IS NULL OR fresh.plain IS NULL
     GROUP BY fresh.id;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_sources"),
    ]

    operations = [
        AppendOnly("registry_firearm"),
        migrations.RunSQL(SERIALS),
        migrations.RunSQL(ELSEWHERE, "DROP FUNCTION loader_twins_elsewhere(bigint)"),
        ClosedToAll([r"loader\_twins\_elsewhere"]),
    ]
