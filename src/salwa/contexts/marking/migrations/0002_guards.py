"""Marking, migration, ¶28 ¶63: no number twice, no number left out, and what was recorded stays."""

from django.db import migrations

from salwa.platform.database.operations import AppendOnly, ClosedToAll

RECORDED = (
    "marking_series",
    "marking_allotment",
    "marking_number_outcome",
    "marking_consignment",
    "marking_consignment_line",
    "marking_job",
    "marking_planned_mark",
    "marking_dispatch",
    "marking_reading",
    "marking_entered",
    "marking_job_closing",
    "marking_machine",
    "marking_machine_note",
)
# Runs of all series side by side on one line, so that no extension is needed: marking_allotment_has_room keeps them apart.
APART = """
ALTER TABLE marking_allotment ADD CONSTRAINT marking_allotment_apart EXCLUDE USING gist (
    int8range(series_id * 1000000000000 + first, series_id * 1000000000000 + last, '[]') WITH &&)
"""
FOLLOWS = """
CREATE FUNCTION marking_allotment_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF NEW.first <> 1 + coalesce((SELECT max(last) FROM marking_allotment WHERE series_id = NEW.series_id), 0) THEN
        RAISE EXCEPTION 'an allotment begins where the last one ended' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.series_id IS DISTINCT FROM (SELECT series_id FROM marking_job WHERE id = NEW.job_id) THEN
        RAISE EXCEPTION 'a job has numbers of its own series' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER marking_allotment_follows BEFORE INSERT ON marking_allotment
    FOR EACH ROW EXECUTE FUNCTION marking_allotment_follows();
"""
ALLOTTED = """
CREATE FUNCTION marking_number_was_allotted() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM marking_allotment
                    WHERE job_id = NEW.job_id AND NEW.number BETWEEN first AND last) THEN
        RAISE EXCEPTION 'number % was never allotted to this job', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER marking_number_was_allotted BEFORE INSERT ON marking_number_outcome
    FOR EACH ROW EXECUTE FUNCTION marking_number_was_allotted();
CREATE TRIGGER marking_number_was_allotted BEFORE INSERT ON marking_planned_mark
    FOR EACH ROW EXECUTE FUNCTION marking_number_was_allotted();
"""
DROP_FOLLOWS = """
DROP TRIGGER marking_allotment_follows ON marking_allotment;
DROP FUNCTION marking_allotment_follows();
"""
DROP_ALLOTTED = """
DROP TRIGGER marking_number_was_allotted ON marking_number_outcome;
DROP TRIGGER marking_number_was_allotted ON marking_planned_mark;
DROP FUNCTION marking_number_was_allotted();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("marking", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(APART, "ALTER TABLE marking_allotment DROP CONSTRAINT marking_allotment_apart"),
        migrations.RunSQL(FOLLOWS, DROP_FOLLOWS),
        migrations.RunSQL(ALLOTTED, DROP_ALLOTTED),
        ClosedToAll(["marking\\_%"]),
        *[AppendOnly(table) for table in RECORDED],
    ]
