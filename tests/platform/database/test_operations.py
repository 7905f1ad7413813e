"""Platform, database: operations of migrations are written out and described."""

from django.db.migrations.writer import OperationWriter

from salwa.platform.database.operations import AppendOnly, ClosedToAll


def test_the_guard_can_be_written_into_a_migration_and_says_what_it_does():
    guard = AppendOnly("platform_entry")
    text, imports = OperationWriter(guard, indentation=0).serialize()
    assert "'platform_entry'" in text
    assert "import salwa.platform.database.operations" in imports
    assert guard.describe() == "Guard platform_entry: rows are never updated or deleted"
    assert guard.reversible


def test_closing_can_be_written_into_a_migration_and_says_what_it_does():
    closing = ClosedToAll([r"loader\_%"])
    text, imports = OperationWriter(closing, indentation=0).serialize()
    assert "loader" in text
    assert "import salwa.platform.database.operations" in imports
    assert closing.describe() == r"Close loader\_%: nobody but the owner executes them"
    assert closing.reversible
