"""Platform, migration: places of the ledger follow each other, and checkpoints follow what is sealed, by whomever."""

from django.db import migrations

_PLACES = """
CREATE FUNCTION salwa_places_in_order() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    first bigint; last bigint; many bigint;
BEGIN
    SELECT min(place), max(place), count(*) INTO first, last, many FROM added;
    IF many > 0 AND (last - first + 1 <> many
                     OR last <> (SELECT max(place) FROM platform_sealed)
                     OR (first > 0 AND NOT EXISTS (SELECT FROM platform_sealed WHERE place = first - 1))) THEN
        RAISE EXCEPTION 'places of the ledger follow each other' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER places_in_order AFTER INSERT ON platform_sealed REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION salwa_places_in_order();
"""
_CHECKPOINTS = """
CREATE FUNCTION salwa_checkpoint_of_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.size <> (SELECT coalesce(max(place) + 1, 0) FROM platform_sealed)
       OR EXISTS (SELECT FROM platform_checkpoint WHERE size >= NEW.size) THEN
        RAISE EXCEPTION 'a checkpoint is of what is sealed, and newer than the last' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkpoint_of_sealed BEFORE INSERT ON platform_checkpoint
    FOR EACH ROW EXECUTE FUNCTION salwa_checkpoint_of_sealed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0003_ledger"),
    ]

    operations = [
        migrations.RunSQL(
            _PLACES, "DROP TRIGGER places_in_order ON platform_sealed; DROP FUNCTION salwa_places_in_order()"
        ),
        migrations.RunSQL(
            _CHECKPOINTS,
            "DROP TRIGGER checkpoint_of_sealed ON platform_checkpoint; DROP FUNCTION salwa_checkpoint_of_sealed()",
        ),
    ]
