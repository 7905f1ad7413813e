"""Retention, migration, ¶29: rows of record are bound to the entries that wrote them."""

from django.db import migrations

from salwa.platform.database.operations import BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("retention", "0001_initial"),
    ]

    operations = [
        BindRows(
            "retention_proposal", 1, 1, "id:int uuid:uuid kind:int day:date rule:text pack:text count:int entry_id:int"
        ),
        BindRows("retention_proposed", 1, 2, "proposal_id:int subject:int"),
        BindRows("retention_decision", 1, 1, "proposal_id:int outcome:int entry_id:int"),
        BindRows("retention_erased", 1, 2, "proposal_id:int subject:int entry:int commitment:text"),
        BindRows(
            "retention_hand_over",
            1,
            1,
            "id:int uuid:uuid holder_id:int ceased:date carrier:int digest:text pieces:int records:int "
            "kept_at:text entry_id:int",
        ),
        BindRows("retention_loaded", 1, 1, "id:int hand_over_id:int load_id:int entry_id:int"),
        BindRows(
            "retention_hold",
            1,
            1,
            "id:int uuid:uuid kind:int firearm_id:int holder_id:int reference:text authority:text "
            "review:date entry_id:int",
        ),
        BindRows("retention_review", 1, 1, "id:int hold_id:int review:date entry_id:int"),
        BindRows("retention_lift", 1, 1, "hold_id:int entry_id:int"),
        ClosedToAll([r"salwa\_bind\_retention\_%"]),
    ]
