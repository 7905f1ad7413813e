"""Registry, migration, ¶29: rows of record are bound to the entries that wrote them."""

from django.db import migrations

from salwa.platform.database.operations import BindRows, ClosedToAll

OWNED = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"

# A first load has the tables for itself (0002_loading). Their triggers would keep every copied row for a moment and then
# let it pass; so they rest until the tables are closed again, which the check at the transaction's end asks for.
REST = f"""
CREATE FUNCTION loader_rest_binding() RETURNS void {OWNED} AS $$
DECLARE
    one record;
BEGIN
    IF (SELECT r.relowner FROM pg_class r WHERE r.oid = to_regclass('pg_temp.registry_held'))
       IS DISTINCT FROM (SELECT o.oid FROM pg_roles o WHERE o.rolname = current_user) THEN
        RAISE EXCEPTION 'The tables were not opened by loader_open_empty().';
    END IF;
    FOR one IN SELECT t.tgrelid::regclass AS name FROM pg_trigger t
                WHERE t.tgname = 'salwa_bind_insert' AND t.tgrelid IN (
                      SELECT format('registry_%s', x.x)::regclass
                        FROM unnest(ARRAY['firearm', 'component', 'mark', 'event', 'remark']) x (x)) LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER salwa_bind_insert', one.name);
        INSERT INTO pg_temp.registry_held (late, gone, definition)
        VALUES (false, '', format('ALTER TABLE %s ENABLE TRIGGER salwa_bind_insert', one.name));
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("registry", "0009_identity_commitment"),
    ]

    operations = [
        BindRows("registry_source", 1, 1, "id:int agency_id:int name:text"),
        BindRows("registry_agency_holdings", 1, 1, "agency_id:int closed:bool"),
        BindRows(
            "registry_firearm",
            1,
            1,
            "id:int uuid:uuid number:int agency_id:int make:int model:int source_id:int calibre:int type:int "
            "country:int year:int control:int external_id:text",
        ),
        BindRows("registry_component", 1, 2, "firearm_id:int ordinal:int kind:int"),
        BindRows("registry_remark", 1, 1, "id:int firearm_id:int entry_id:int heading:text text:text"),
        BindRows("registry_merge", 1, 1, "id:int survivor_id:int absorbed_id:int entry_id:int undone_id:int"),
        BindRows("registry_holder", 1, 1, "id:int uuid:uuid kind:int agency_id:int"),
        BindRows("registry_natural_person", 1, 1, "holder_id:int sex:int year_of_birth:int"),
        BindRows(
            "registry_person_identity",
            1,
            1,
            "holder_id:int family_name:text given_names:text born:date document_country:int "
            "document_kind:text document_number:text entry:int salt:bytes",
        ),
        BindRows("registry_legal_person", 1, 1, "holder_id:int name:text country:int registration_number:text"),
        BindRows("registry_place", 1, 1, "id:int country:int text:text"),
        BindRows("registry_statement", 1, 1, "id:int text:text"),
        BindRows(
            "registry_event",
            1,
            2,
            "firearm_id:int ordinal:int entry_id:int happened_from:date happened_to:date kind:int "
            "country:int status:int corrects:int place_id:int holder_id:int stated_id:int",
        ),
        BindRows(
            "registry_finding",
            1,
            1,
            "id:int firearm_id:int other_id:int opened_id:int closed_id:int kind:int first:int second:int text:text",
        ),
        BindRows(
            "registry_imported_batch",
            1,
            1,
            "id:int source_id:int entry_id:int rows:int keys:bytes digests:bytes",
        ),
        BindRows(
            "registry_inscription",
            1,
            1,
            "id:int code:int kind:int method:int script:int country:int year:int text:text folded:text",
        ),
        BindRows(
            "registry_mark",
            1,
            2,
            "firearm_id:int ordinal:int inscription_id:int component:int place:int legibility:int text:text "
            "folded:text",
        ),
        BindRows("registry_withdrawal", 1, 2, "firearm_id:int ordinal:int entry_id:int"),
        migrations.RunSQL(REST, "DROP FUNCTION loader_rest_binding()"),
        ClosedToAll([r"salwa\_bind\_%", r"loader\_rest\_binding"]),
    ]
