"""Marking, migration, ¶29: rows of record are bound to the entries that wrote them."""

from django.db import migrations

from salwa.platform.database.operations import BindRows, ClosedToAll


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0006_bound_rows"),
        ("marking", "0002_guards"),
    ]

    operations = [
        BindRows(
            "marking_consignment",
            1,
            1,
            "id:int use:int agency_id:int reference:text country:int importer_id:int arrived:date entry_id:int",
        ),
        BindRows(
            "marking_consignment_line",
            1,
            1,
            "id:int consignment_id:int ordinal:int firearm_id:int described:text entry_id:int",
        ),
        BindRows(
            "marking_machine",
            1,
            1,
            "id:int agency_id:int unit_id:int kind:int maker:text serial:text software:text since:date entry_id:int",
        ),
        BindRows("marking_machine_note", 1, 1, "id:int machine_id:int kind:int day:date text:text entry_id:int"),
        BindRows(
            "marking_operator_spell",
            1,
            1,
            "id:int machine_id:int user_id:int job_id:int began_at:time ended_at:time entry_id:int",
        ),
        BindRows(
            "marking_series",
            1,
            1,
            "id:int use:int stem:text year:int unit:text edition:text template:text country:text "
            "alphabet:text digits:int check_rule:text height_mm:decimal depth_mm:decimal place:text "
            "metal_plate:bool separate_mark:bool machine_readable:bool entry_id:int",
        ),
        BindRows(
            "marking_job",
            1,
            1,
            "id:int use:int agency_id:int series_id:int consignment_id:int machine_id:int label:text entry_id:int",
        ),
        BindRows(
            "marking_planned_mark",
            1,
            1,
            "id:int job_id:int number:int turn:int firearm_id:int component:int part:text "
            "is_doubled:bool described:text entry_id:int",
        ),
        BindRows("marking_dispatch", 1, 1, "id:int job_id:int form:int digest:bytes marks:int entry_id:int"),
        BindRows("marking_reading", 1, 1, "id:int job_id:int number:int text:text is_same:bool entry_id:int"),
        BindRows("marking_entered", 1, 1, "id:int job_id:int number:int ordinal:int entry_id:int"),
        BindRows("marking_job_closing", 1, 1, "job_id:int entry_id:int"),
        BindRows(
            "marking_discrepancy",
            1,
            1,
            "id:int job_id:int number:int kind:int read:text firearm_id:int other_id:int opened_id:int closed_id:int",
        ),
        BindRows("marking_allotment", 1, 1, "id:int series_id:int job_id:int first:int last:int entry_id:int"),
        BindRows(
            "marking_number_outcome",
            1,
            1,
            "id:int job_id:int number:int turn:int outcome:int firearm_id:int machine_id:int "
            "operator_id:int reason:text entry_id:int",
        ),
        ClosedToAll([r"salwa\_bind\_marking\_%"]),
    ]
