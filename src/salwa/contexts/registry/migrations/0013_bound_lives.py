"""Registry, migration, ¶29: what is told of events, parts and proposals is bound to the entries that wrote it."""

from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint, BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("registry", "0012_kinds"),
    ]

    operations = [
        AddConstraint(
            model_name="eventanswer",
            constraint=models.UniqueConstraint(fields=("firearm", "ordinal", "name"), name="registry_answer_once"),
        ),
        BindRows(
            "registry_event_detail",
            1,
            2,
            "firearm_id:int ordinal:int giver_id:int until:date reference:text consignment:text permit:text method:int",
        ),
        BindRows(
            "registry_certificate",
            1,
            2,
            "firearm_id:int ordinal:int number:text issuer:text issued_on:date standard:text",
        ),
        BindRows("registry_witness", 1, 1, "id:int firearm_id:int ordinal:int position:int name:text salt:bytes"),
        BindRows("registry_event_answer", 1, 3, "firearm_id:int ordinal:int position:int name:text value:text"),
        BindRows("registry_hold", 1, 1, "id:int firearm_id:int reason:int reference:text placed_id:int lifted_id:int"),
        BindRows("registry_part", 1, 1, "record_id:int of_id:int ordinal:int entry_id:int"),
        BindRows(
            "registry_fitting",
            1,
            1,
            "id:int of_id:int firearm_id:int entry_id:int happened_from:date happened_to:date "
            "ordinal:int kind:int is_control:bool",
        ),
        BindRows("registry_succession", 1, 1, "id:int earlier_id:int later_id:int entry_id:int reason:int"),
        BindRows(
            "registry_calibre_of", 1, 1, "id:int firearm_id:int entry_id:int withdrawn_id:int component:int calibre:int"
        ),
        BindRows("registry_material", 1, 1, "id:int firearm_id:int entry_id:int component:int material:int"),
        BindRows(
            "registry_mark_measure",
            1,
            1,
            "id:int firearm_id:int entry_id:int ordinal:int depth:decimal height:decimal on_plate:bool "
            "measured_on:date instrument:text",
        ),
        BindRows(
            "registry_proposal",
            1,
            1,
            "id:int firearm_id:int kind:int giver_id:int taker_id:int entry_id:int asks_giver:bool "
            "asks_taker:bool not_before:date expires:date until:date reference:text permit:text "
            "source:text",
        ),
        BindRows(
            "registry_consent", 1, 1, "id:int proposal_id:int party:int is_given:bool reference:text entry_id:int"
        ),
        BindRows("registry_proposal_end", 1, 1, "proposal_id:int outcome:int ordinal:int entry_id:int"),
        ClosedToAll([r"salwa\_bind\_registry\_%"]),
    ]
