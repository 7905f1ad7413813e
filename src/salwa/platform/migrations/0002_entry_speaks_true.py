"""Platform, migration: an entry names who acts and when, as the database itself knows it."""

from django.db import migrations

# An action draws its number and time when it begins and writes its entry when it ends: the time must lie between the
# beginning of the transaction and now, and whatever does not is now.
SPEAK_TRUE = """
CREATE FUNCTION salwa_entry_speaks_true() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.id::text IS DISTINCT FROM current_setting('salwa.entry', true)
       OR NEW.actor_id::text IS DISTINCT FROM current_setting('salwa.actor', true)
       OR NEW.agency_id::text IS DISTINCT FROM current_setting('salwa.agency', true) THEN
        RAISE EXCEPTION 'An entry is written by the action that is running, in the name of who acts.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.recorded_at IS NULL OR NEW.recorded_at NOT BETWEEN transaction_timestamp() AND clock_timestamp() THEN
        NEW.recorded_at := clock_timestamp();
    END IF;
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(SPEAK_TRUE, "DROP FUNCTION salwa_entry_speaks_true()"),
        migrations.RunSQL(
            "CREATE TRIGGER speaks_true BEFORE INSERT ON platform_entry "
            "FOR EACH ROW EXECUTE FUNCTION salwa_entry_speaks_true()",
            "DROP TRIGGER speaks_true ON platform_entry",
        ),
    ]
