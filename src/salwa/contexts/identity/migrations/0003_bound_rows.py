"""Identity, migration: users, agencies and roles are bound to the entries that wrote them."""

from django.db import migrations

from salwa.platform.database.operations import BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_failed_sign_ins"),
        ("platform", "0006_bound_rows"),
    ]

    operations = [
        BindRows("identity_agency", 1, 1, "id:int uuid:uuid kind:text name:text parent_id:int"),
        BindRows("identity_unit", 1, 1, "id:int uuid:uuid agency_id:int name:text"),
        BindRows(
            "identity_user",
            1,
            1,
            "id:int password:text uuid:uuid username:text display_name:text language:text agency_id:int "
            "unit_id:int is_active:bool added_at:time",
        ),
        BindRows(
            "identity_roleassignment",
            1,
            1,
            "id:int user_id:int role:text agency_id:int held_from:time held_to:time entry:int",
        ),
        BindRows(
            "identity_accesstoken",
            1,
            1,
            "id:int user_id:int label:text digest:bytes issued_at:time expires_at:time withdrawn_at:time",
        ),
        ClosedToAll([r"salwa\_bind\_%"]),
    ]
