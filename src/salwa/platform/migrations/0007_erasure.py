"""Platform, migration: of an entry nothing changes but that its personal data are emptied, all of them at once."""

from django.db import migrations

ONLY_ERASES = """
CREATE FUNCTION salwa_only_erases() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (to_jsonb(OLD) - 'actor_name' - 'reason' - 'salt') IS DISTINCT FROM
       (to_jsonb(NEW) - 'actor_name' - 'reason' - 'salt')
       OR NEW.actor_name <> '' OR NEW.reason <> '' OR octet_length(NEW.salt) > 0 THEN
        RAISE EXCEPTION 'An entry is never changed: its name, reason and salt can be erased, all three, and nothing else.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$
"""

# The guard of every statement becomes one of deletion; who may update at all is nobody but the owner's functions.
GUARD = """
DROP TRIGGER append_only ON platform_entry;
CREATE TRIGGER append_only BEFORE DELETE ON platform_entry
    FOR EACH STATEMENT EXECUTE FUNCTION salwa_refuse_change();
CREATE TRIGGER only_erases BEFORE UPDATE ON platform_entry
    FOR EACH ROW EXECUTE FUNCTION salwa_only_erases();
"""
AS_IT_WAS = """
DROP TRIGGER only_erases ON platform_entry;
DROP TRIGGER append_only ON platform_entry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform_entry
    FOR EACH STATEMENT EXECUTE FUNCTION salwa_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
    ]

    operations = [
        migrations.RunSQL(ONLY_ERASES, "DROP FUNCTION salwa_only_erases()"),
        migrations.RunSQL(GUARD, AS_IT_WAS),
    ]
