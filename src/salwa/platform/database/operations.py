"""Platform, database: operations that migrations share."""

from django.db.migrations.operations import RunSQL


class AppendOnly(RunSQL):
    """Guard a table: rows are inserted and read, never updated or deleted, by any role.

    ``salwa migrate`` also takes the app's right to do either.
    """

    def __init__(self, table: str) -> None:
        """Take the table's name in the database."""
        self.table = table
        super().__init__(
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION salwa_refuse_change()",
            f'DROP TRIGGER append_only ON "{table}"',
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Return how the operation is written in a migration."""
        return self.__class__.__name__, [self.table], {}

    def describe(self) -> str:
        """Return the sentence that ``sqlmigrate`` shows."""
        return f"Guard {self.table}: rows are never updated or deleted"
