"""Platform, database: operations that migrations share."""

from collections.abc import Sequence

from django.db import migrations
from django.db.migrations.operations import RunSQL
from django.db.migrations.state import ProjectState
from django.db.models import BaseConstraint

from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger.triggers import create_sql, drop_sql

_CLOSE = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS signature, coalesce(g.grantee, 0) AS grantee
                 FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
                WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE ANY (ARRAY[NAMED])
                  AND g.grantee <> p.proowner LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s', one.signature,
                       CASE WHEN one.grantee = 0 THEN 'PUBLIC' ELSE one.grantee::regrole::text END);
    END LOOP;
END $$
"""


class AddConstraint(migrations.AddConstraint):
    """Add a constraint, and let the models of the migration stand as they are until the next change of a field.

    Django makes all models anew that are connected with the changed one, which nearly all are by the entry that wrote
    them: that is half of the time in which a new database gets its schema, and no constraint's SQL needs it.
    """

    constraint: BaseConstraint

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the constraint."""
        options = state.models[app_label, self.model_name_lower].options
        options["constraints"] = [*options.get("constraints", []), self.constraint]


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


class ClosedToAll(RunSQL):
    """Take functions from everybody but the owner, whatever the default privileges gave.

    ``salwa migrate`` names who may execute them. The functions of the schema are named by patterns of LIKE, in which
    an underscore has a backslash before it.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        """Take the patterns."""
        self.patterns = list(patterns)
        super().__init__(_CLOSE.replace("NAMED", ", ".join(f"'{pattern}'" for pattern in patterns)), RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[list[str]], dict[str, str]]:
        """Return how the operation is written in a migration."""
        return self.__class__.__name__, [self.patterns], {}

    def describe(self) -> str:
        """Return the sentence that ``sqlmigrate`` shows."""
        return f"Close {', '.join(self.patterns)}: nobody but the owner executes them"


class BindRows(RunSQL):
    """Bind the rows of a table to the entries of the actions that write them, in a form; again for each new form.

    What migrations themselves write is bound by nobody: ``salwa ledger bind`` does that.
    """

    def __init__(self, table: str, number: int, keys: int, columns: str) -> None:
        """Take the form as it is declared beside the models (kernel/ledger/rows.py)."""
        self.form = Form.of(table, number, keys, columns)
        self.columns = columns
        super().__init__(create_sql(self.form), drop_sql(table))

    def deconstruct(self) -> tuple[str, list[str | int], dict[str, str]]:
        """Return how the operation is written in a migration."""
        return self.__class__.__name__, [self.form.table, self.form.number, self.form.keys, self.columns], {}

    def describe(self) -> str:
        """Return the sentence that ``sqlmigrate`` shows."""
        return f"Bind the rows of {self.form.table} to the log, in form {self.form.number}"
