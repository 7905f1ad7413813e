"""Licensing, migration, ¶29: rows of record are bound to the entries that wrote them."""

from django.db import migrations, models

from salwa.platform.database.operations import AddConstraint, BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("licensing", "0001_initial"),
    ]

    operations = [
        AddConstraint(
            model_name="licencecondition",
            constraint=models.UniqueConstraint(fields=("licence", "ordinal", "code"), name="licensing_condition_once"),
        ),
        BindRows(
            "licensing_licensee",
            1,
            1,
            "id:int holder_id:int agency_id:int entry_id:int ended_id:int category:text held_from:date held_to:date",
        ),
        BindRows(
            "licensing_check",
            1,
            1,
            "id:int holder_id:int agency_id:int entry_id:int kind:text outcome:int made_on:date valid_to:date",
        ),
        BindRows("licensing_check_withdrawal", 1, 1, "fact_id:int entry_id:int"),
        BindRows(
            "licensing_premises",
            1,
            1,
            "id:int uuid:uuid holder_id:int agency_id:int entry_id:int closed_id:int kind:text label:text",
        ),
        BindRows(
            "licensing_application",
            1,
            1,
            "id:int uuid:uuid holder_id:int agency_id:int entry_id:int premises_id:int renews_id:int "
            "kind:text category:text received_on:date quota:int fee_reference:text",
        ),
        BindRows("licensing_application_type", 1, 2, "application_id:int type:int"),
        BindRows(
            "licensing_proposal",
            1,
            1,
            "id:int application_id:int entry_id:int settled_id:int is_confirmed:bool outcome:int "
            "decided_on:date valid_from:date valid_to:date quota:int grounds:text appeal_by:date",
        ),
        BindRows(
            "licensing_decision",
            1,
            1,
            "application_id:int entry_id:int licence_id:int proposal_id:int outcome:int decided_on:date "
            "grounds:text appeal_by:date",
        ),
        BindRows(
            "licensing_inspection",
            1,
            1,
            "id:int holder_id:int agency_id:int entry_id:int premises_id:int licence_id:int kind:text due:date",
        ),
        BindRows("licensing_inspection_result", 1, 1, "inspection_id:int entry_id:int outcome:int done_on:date"),
        BindRows("licensing_stock_take", 1, 1, "id:int holder_id:int agency_id:int entry_id:int taken_on:date"),
        BindRows(
            "licensing_stock_take_line", 1, 2, "stock_take_id:int ordinal:int firearm_id:int outcome:int serial:text"
        ),
        BindRows(
            "licensing_task",
            1,
            1,
            "id:int holder_id:int agency_id:int opened_id:int closed_id:int inspection_id:int "
            "stock_take_id:int firearm_id:int kind:text ordinal:int serial:text due:date",
        ),
        BindRows(
            "licensing_licence",
            1,
            1,
            "id:int uuid:uuid number:int holder_id:int agency_id:int entry_id:int application_id:int "
            "premises_id:int kind:text category:text edition:text granted_on:date",
        ),
        BindRows(
            "licensing_event",
            1,
            2,
            "licence_id:int ordinal:int entry_id:int kind:int day:date valid_from:date valid_to:date "
            "quota:int grounds:text hand_in_by:date",
        ),
        BindRows("licensing_type", 1, 3, "licence_id:int ordinal:int type:int"),
        BindRows("licensing_condition", 1, 3, "licence_id:int ordinal:int position:int code:text"),
        BindRows("licensing_use", 1, 1, "licence_id:int firearm_id:int entry_id:int ordinal:int"),
        BindRows("licensing_words", 1, 3, "entry_id:int part:int ordinal:int holder_id:int text:text salt:bytes"),
        ClosedToAll([r"salwa\_bind\_licensing\_%"]),
    ]
