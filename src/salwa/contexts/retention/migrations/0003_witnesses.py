"""Retention, migration, ¶29: with who acted and why goes who was named as a witness of it."""

from django.db import migrations

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FUNCTION = """
CREATE OR REPLACE FUNCTION retention_erase_entries(given bigint) RETURNS bigint {owned} AS $$
DECLARE
    changed bigint;
BEGIN
    PERFORM retention_check_erasure(given, 2::smallint);
    UPDATE platform_entry n SET actor_name = '', reason = '', salt = ''
      FROM retention_erased e WHERE e.proposal_id = given AND n.id = e.subject AND octet_length(n.salt) > 0;
    GET DIAGNOSTICS changed = ROW_COUNT;
    {witnesses}
    RETURN changed;
END
$$
"""
WITNESSES = """DELETE FROM registry_witness w
     USING registry_event told, retention_erased e
     WHERE told.firearm_id = w.firearm_id AND told.ordinal = w.ordinal
       AND e.proposal_id = given AND e.subject = told.entry_id;"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0013_bound_lives"),
        ("retention", "0002_bound_rows"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION.format(owned=OWNED, witnesses=WITNESSES), FUNCTION.format(owned=OWNED, witnesses="")
        ),
    ]
