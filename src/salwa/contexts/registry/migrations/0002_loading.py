"""Registry, migration, ¶29: what a load in bulk may do beyond inserting rows, as functions of the owner.

The loader may only insert. What it must know or prepare, it asks one of these functions for: each belongs to the owner,
looks for names in the public schema only, and may be executed by the loader alone (``salwa migrate`` grants that to
every function whose name begins with ``loader_``).
"""

import django.db.models.deletion
from django.db import migrations, models

from salwa.platform.database.operations import ClosedToAll

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

SOURCE = f"""
CREATE FUNCTION loader_source(given text) RETURNS smallint {OWNED} AS $$
DECLARE
    found smallint;
BEGIN
    INSERT INTO registry_source (name) VALUES (given) ON CONFLICT (name) DO NOTHING;
    SELECT s.id INTO STRICT found FROM registry_source s WHERE s.name = given;
    RETURN found;
END $$
"""

PLACES = f"""
CREATE FUNCTION loader_places(texts text[]) RETURNS TABLE (at bigint, place int) {OWNED} AS $$
BEGIN
    INSERT INTO registry_place (country, text)
    SELECT 0, g.text FROM unnest(texts) g (text)
     WHERE NOT EXISTS (SELECT FROM registry_place p WHERE p.text = g.text AND p.country = 0)
     ORDER BY g.text
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT g.at, p.id FROM unnest(texts) WITH ORDINALITY g (text, at)
      JOIN registry_place p ON p.text = g.text AND p.country = 0;
END $$
"""

SAME = """i.kind = g.kind AND i.text = g.text AND i.method = 0 AND i.script = g.script AND i.code = g.code
       AND i.country = g.country AND i.year = g.year"""

GIVEN = """unnest(kinds, texts, folds, scripts, codes, countries, years)
      WITH ORDINALITY g (kind, text, folded, script, code, country, year, at)"""

INSCRIPTIONS = f"""
CREATE FUNCTION loader_inscriptions(
    kinds smallint[], texts text[], folds text[], scripts smallint[], codes int[], countries smallint[], years smallint[]
) RETURNS TABLE (at bigint, inscription int) {OWNED} AS $$
DECLARE
    numbers text := pg_get_serial_sequence('registry_inscription', 'id');
BEGIN
    INSERT INTO registry_inscription (id, kind, text, folded, method, script, code, country, year)
    SELECT CASE WHEN n.text = '' THEN -nextval(numbers) ELSE nextval(numbers) END,
           n.kind, n.text, n.folded, 0, n.script, n.code, n.country, n.year
      FROM (SELECT DISTINCT ON (g.kind, g.text, g.script, g.code, g.country, g.year)
                   g.kind, g.text, g.folded, g.script, g.code, g.country, g.year
              FROM {GIVEN}
             WHERE NOT EXISTS (SELECT FROM registry_inscription i WHERE {SAME})
             ORDER BY g.kind, g.text, g.script, g.code, g.country, g.year) n
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT g.at, i.id FROM {GIVEN} JOIN registry_inscription i ON {SAME};
END $$
"""

IMPORTED = f"""
CREATE FUNCTION loader_imported(given smallint) RETURNS TABLE (keys bytea, digests bytea) {OWNED} AS $$
BEGIN
    RETURN QUERY SELECT b.keys, b.digests FROM registry_imported_batch b WHERE b.source_id = given ORDER BY b.id;
END $$
"""

RECORDS = f"""
CREATE FUNCTION loader_records(given smallint, names text[]) RETURNS TABLE (name text, firearm bigint) {OWNED} AS $$
BEGIN
    RETURN QUERY SELECT f.external_id::text, f.id FROM registry_firearm f
     WHERE f.source_id = given AND f.external_id = ANY (names) AND f.external_id <> '';
END $$
"""

SERIALS = f"""
CREATE FUNCTION loader_serials(sought text[]) RETURNS TABLE (firearm bigint, make int, text text) {OWNED} AS $$
BEGIN
    RETURN QUERY SELECT f.id, f.make, m.text::text FROM registry_mark m
      JOIN registry_inscription i ON i.id = m.inscription_id AND i.kind = 9
      JOIN registry_firearm f ON f.id = m.firearm_id AND f.control = m.component
     WHERE m.inscription_id < 0 AND f.make > 0 AND (sought IS NULL OR m.folded = ANY (sought))
       AND NOT EXISTS (SELECT FROM registry_withdrawal w WHERE w.firearm_id = m.firearm_id AND w.ordinal = m.ordinal);
END $$
"""

TABLES = """ARRAY['registry_firearm', 'registry_component', 'registry_mark', 'registry_event',
                'registry_firearm_state', 'registry_remark']::regclass[]"""

OURS = """(SELECT r.relowner FROM pg_class r WHERE r.oid = 'pg_temp.registry_held'::regclass)
       IS NOT DISTINCT FROM (SELECT o.oid FROM pg_roles o WHERE o.rolname = current_user)"""

# Runs when the transaction commits: what refers to the ledger entry can be checked only then, because an action writes
# its entry last. Whatever else is still held was not made again.
SETTLE = f"""
CREATE FUNCTION registry_settle_held() RETURNS trigger {OWNED} AS $$
DECLARE
    one record;
BEGIN
    IF NOT ({OURS}) OR EXISTS (SELECT FROM pg_temp.registry_held h WHERE NOT h.late) THEN
        RAISE EXCEPTION 'The tables were opened for a first load and not closed again.';
    END IF;
    FOR one IN SELECT h.at, h.definition FROM pg_temp.registry_held h ORDER BY h.at LOOP
        EXECUTE one.definition;
    END LOOP;
    DELETE FROM pg_temp.registry_held;
    RETURN NULL;
END $$
"""

OPEN = f"""
CREATE FUNCTION loader_open_empty() RETURNS boolean {OWNED} AS $$
DECLARE
    tables regclass[] := {TABLES};
    one record;
    filled boolean;
BEGIN
    FOR one IN SELECT t.t AS name FROM unnest(tables) t (t) LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one.name) INTO filled;
        IF filled THEN RETURN false; END IF;
    END LOOP;
    FOR one IN SELECT t.t AS name FROM unnest(tables) t (t) LOOP
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', one.name);
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one.name) INTO filled;
        IF filled THEN RETURN false; END IF;
    END LOOP;
    CREATE TEMPORARY TABLE registry_held
        (at int GENERATED ALWAYS AS IDENTITY, late boolean NOT NULL, gone text, definition text) ON COMMIT DROP;
    CREATE CONSTRAINT TRIGGER closed_again AFTER INSERT ON pg_temp.registry_held
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_settle_held();
    INSERT INTO pg_temp.registry_held (late, gone, definition)
    SELECT late, gone, definition FROM (
        SELECT 1 AS turn, c.confrelid = 'platform_entry'::regclass AS late, c.conname AS name,
               format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS gone,
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
                      pg_get_constraintdef(c.oid)) AS definition
          FROM pg_constraint c
         WHERE c.contype = 'f' AND (c.conrelid = ANY (tables) OR c.confrelid = ANY (tables))
        UNION ALL
        SELECT 0, false, c.conname, format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
                      pg_get_constraintdef(c.oid))
          FROM pg_constraint c WHERE c.contype = 'u' AND c.conrelid = ANY (tables)
        UNION ALL
        SELECT 0, false, r.relname, format('DROP INDEX %s', x.indexrelid::regclass), pg_get_indexdef(x.indexrelid)
          FROM pg_index x JOIN pg_class r ON r.oid = x.indexrelid
         WHERE x.indrelid = ANY (tables) AND NOT x.indisprimary
           AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid)
    ) held ORDER BY turn, name;
    FOR one IN SELECT h.gone FROM pg_temp.registry_held h ORDER BY h.at DESC LOOP
        EXECUTE one.gone;
    END LOOP;
    EXECUTE 'TRUNCATE ' || array_to_string(tables, ', ');
    RETURN true;
END $$
"""

CLOSE = f"""
CREATE FUNCTION loader_close_filled() RETURNS void {OWNED} AS $$
DECLARE
    one record;
BEGIN
    IF NOT ({OURS}) THEN
        RAISE EXCEPTION 'The tables were not opened by loader_open_empty().';
    END IF;
    FOR one IN SELECT h.definition, h.late FROM pg_temp.registry_held h ORDER BY h.at LOOP
        EXECUTE one.definition || CASE WHEN one.late THEN ' NOT VALID' ELSE '' END;
    END LOOP;
    DELETE FROM pg_temp.registry_held h WHERE NOT h.late;
    UPDATE pg_temp.registry_held h
       SET definition = regexp_replace(h.definition, ' ADD CONSTRAINT (\\S+) .*', ' VALIDATE CONSTRAINT \\1');
    FOR one IN SELECT t.t AS name FROM unnest({TABLES}) t (t) LOOP
        EXECUTE format('ANALYZE %s', one.name);
    END LOOP;
END $$
"""

FUNCTIONS = {
    "loader_source(text)": SOURCE,
    "loader_places(text[])": PLACES,
    "loader_inscriptions(smallint[], text[], text[], smallint[], int[], smallint[], smallint[])": INSCRIPTIONS,
    "loader_imported(smallint)": IMPORTED,
    "loader_records(smallint, text[])": RECORDS,
    "loader_serials(text[])": SERIALS,
    "registry_settle_held()": SETTLE,
    "loader_open_empty()": OPEN,
    "loader_close_filled()": CLOSE,
}


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0001_initial"),
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedBatch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rows", models.IntegerField()),
                ("keys", models.BinaryField()),
                ("digests", models.BinaryField()),
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
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "registry_imported_batch",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("rows__gt", 0)), name="registry_imported_batch_has_rows")
                ],
            },
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
                    (50, "perhaps registered twice"),
                    (51, "a part that another record claims"),
                    (52, "its source now says otherwise"),
                    (99, "other doubt"),
                ]
            ),
        ),
        *[migrations.RunSQL(sql, f"DROP FUNCTION {signature}") for signature, sql in FUNCTIONS.items()],
        ClosedToAll([r"loader\_%", r"registry\_settle\_held"]),
    ]
