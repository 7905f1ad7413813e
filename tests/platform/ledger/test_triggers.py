"""What the triggers tell is written out for each table, and can be undone."""

from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger.triggers import create_sql, drop_sql, mark_of

FORM = Form.of("some_table", 3, 1, "id:int told:bytes at:time")


def test_the_statements_name_form_and_table_and_write_kinds_as_the_form_says():
    made = create_sql(FORM)
    assert mark_of(FORM) in made
    assert "encode(w.\"told\", 'hex')" in made
    assert made.count("CREATE OR REPLACE TRIGGER") == drop_sql("some_table").count("DROP TRIGGER") == 3
