"""Platform, migration: rows of record are bound to the entries that wrote them."""

from django.db import migrations, models

from salwa.platform.database.operations import AppendOnly, ClosedToAll

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

# The secret of the blinds: 244 random bits of two UUIDs, hashed to 32 bytes.
BLINDED = """
INSERT INTO platform_blind (id, secret)
VALUES (1, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
"""

# A text that grows by every statement would be copied with every one; so it is put aside in pieces of 64 kB.
GATHER = f"""
CREATE FUNCTION salwa_gather_rows(lines text) RETURNS void {OWNED} AS $$
DECLARE
    before text := coalesce(current_setting('salwa.written', true), '');
    pieces int;
BEGIN
    IF lines IS NULL THEN RETURN; END IF;
    IF length(before) > 65536 THEN
        pieces := coalesce(nullif(current_setting('salwa.written_pieces', true), '')::int, 0) + 1;
        PERFORM set_config('salwa.written_' || pieces, before, true);
        PERFORM set_config('salwa.written_pieces', pieces::text, true);
        before := '';
    END IF;
    PERFORM set_config('salwa.written', before || lines, true);
END $$
"""

# What an outer action wrote and an inner one wrote again is bound by the inner one alone: it is what stands. An action
# that is ``alone`` in its transaction finds nothing here but its own.
TAKE = f"""
CREATE FUNCTION salwa_take_rows(entry bigint, alone boolean) RETURNS text {OWNED} AS $$
DECLARE
    whole text := coalesce(current_setting('salwa.written', true), '');
    pieces int := coalesce(nullif(current_setting('salwa.written_pieces', true), '')::int, 0);
    own text;
    rest text := '';
BEGIN
    FOR piece IN REVERSE pieces..1 LOOP
        whole := current_setting('salwa.written_' || piece) || whole;
        PERFORM set_config('salwa.written_' || piece, '', true);
    END LOOP;
    IF whole = '' THEN RETURN ''; END IF;
    IF alone THEN
        own := whole;
    ELSE
        WITH told AS (SELECT l.line, l.at, split_part(l.line, E'\\t', 1) = entry::text AS is_own,
                             split_part(l.line, E'\\t', 2) || E'\\t' || split_part(l.line, E'\\t', 4) AS name
                        FROM string_to_table(whole, E'\\n') WITH ORDINALITY l (line, at) WHERE l.line <> '')
        SELECT coalesce(string_agg(t.line || E'\\n', '' ORDER BY t.at) FILTER (WHERE t.is_own), ''),
               coalesce(string_agg(t.line || E'\\n', '' ORDER BY t.at) FILTER (WHERE NOT t.is_own AND NOT EXISTS (
                   SELECT FROM told o WHERE o.is_own AND o.name = t.name)), '')
          INTO own, rest FROM told t;
    END IF;
    PERFORM set_config('salwa.written', rest, true), set_config('salwa.written_pieces', '0', true);
    RETURN own;
END $$
"""

BLIND = f"""
CREATE FUNCTION loader_blind() RETURNS bytea {OWNED} AS $$
BEGIN
    RETURN (SELECT b.secret FROM platform_blind b);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0005_submissions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Blind",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("secret", models.BinaryField()),
            ],
            options={
                "db_table": "platform_blind",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="platform_blind_is_one")],
            },
        ),
        migrations.CreateModel(
            name="Bound",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "name", "entry", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.BigIntegerField()),
                ("entry", models.BigIntegerField()),
            ],
            options={
                "db_table": "platform_bound",
            },
        ),
        AppendOnly("platform_blind"),
        AppendOnly("platform_bound"),
        migrations.RunSQL(BLINDED, migrations.RunSQL.noop),
        migrations.RunSQL("CREATE SEQUENCE platform_bound_at AS bigint", "DROP SEQUENCE platform_bound_at"),
        migrations.RunSQL(GATHER, "DROP FUNCTION salwa_gather_rows(text)"),
        migrations.RunSQL(TAKE, "DROP FUNCTION salwa_take_rows(bigint, boolean)"),
        migrations.RunSQL(BLIND, "DROP FUNCTION loader_blind()"),
        ClosedToAll([r"salwa\_gather\_rows", r"loader\_blind"]),
    ]
