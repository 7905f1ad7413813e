"""Platform, ledger: the triggers that tell an action which rows it wrote.

A guard rail, no proof: who walks round them leaves a row that no entry binds, and verification names it. What they
gather stands in settings of the transaction (``salwa.written``), which a savepoint that is rolled back takes with it.
"""

from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger.forms import key_sql, text_sql

_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    acting text := current_setting('salwa.entry', true);
    lines text;
BEGIN
    -- {form}
    IF coalesce(acting, '') = '' OR current_setting('salwa.rows', true) = 'batch' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        SELECT string_agg(concat(acting, E'\\t{table}\\t{number}\\t', {key}, E'\\t\\n'), '') INTO lines FROM written w;
    ELSE
        SELECT string_agg(concat(acting, E'\\t{table}\\t{number}\\t', o.key, E'\\t', encode(sha256('\\x00'::bytea
               || sha256(b.secret || '\\x{prefix}'::bytea || convert_to(o.key, 'UTF8'))
               || convert_to(o.row, 'UTF8')), 'hex'), E'\\n'), '') INTO lines
          FROM platform_blind b, (SELECT {key} AS key, {text} AS row FROM written w) o;
    END IF;
    PERFORM salwa_gather_rows(lines);
    RETURN NULL;
END $$
"""
_TRIGGER = """
CREATE OR REPLACE TRIGGER salwa_bind_{word} AFTER {word} ON "{table}" REFERENCING {which} TABLE AS written
FOR EACH STATEMENT EXECUTE FUNCTION {name}()
"""
WORDS = ("insert", "update", "delete")


def function_name(table: str) -> str:
    """Give the name of the function that binds the rows of a table."""
    return f"salwa_bind_{table}"


def mark_of(form: Form) -> str:
    """Give the words by which a function says in which form it binds."""
    return f"form {form.number} {form.fingerprint}"


def create_sql(form: Form) -> str:
    """Give the statements that bind the rows of a table in this form from now on."""
    words = {
        "name": function_name(form.table),
        "table": form.table,
        "number": form.number,
        "form": mark_of(form),
        "prefix": f"{form.table}\0".encode().hex(),
        "key": key_sql(form, "w"),
        "text": text_sql(form, "w"),
    }
    triggers = (_TRIGGER.format(word=word, which="OLD" if word == "delete" else "NEW", **words) for word in WORDS)
    return ";\n".join([_FUNCTION.format(**words), *triggers])


def drop_sql(table: str) -> str:
    """Give the statements that undo :func:`create_sql`."""
    triggers = (f'DROP TRIGGER salwa_bind_{word} ON "{table}"' for word in WORDS)
    return ";\n".join([*triggers, f"DROP FUNCTION {function_name(table)}()"])
