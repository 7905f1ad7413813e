"""Platform, ledger: which tables hold records and are bound to the log, in which form; and which are derived.

A context declares its tables beside its models: :func:`bind` for records, :func:`derive` for what can be made again
from them or is no record at all. ``tests/house/test_bound.py`` fails where a table of ours is neither.
"""

from collections.abc import Mapping
from typing import Final

from django.db import models

from salwa.kernel.ledger.rows import Form

_forms: dict[str, dict[int, Form]] = {}
_derived: dict[str, str] = {}

_KINDS: Final = {
    models.BooleanField: "bool",
    models.DateTimeField: "time",
    models.DateField: "date",
    models.UUIDField: "uuid",
    models.BinaryField: "bytes",
    models.JSONField: "json",
    models.IntegerField: "int",
    models.DecimalField: "decimal",
    models.FloatField: "decimal",
    models.CharField: "text",
    models.TextField: "text",
}
_WRITTEN: Final = {
    # What lies beyond all time has no number: the greatest stands for it, so that it is unlike and not an error.
    "time": "CASE WHEN isfinite({0}) IS FALSE THEN 9223372036854775807 "
    "ELSE (extract(epoch FROM {0}) * 1000000)::bigint END",
    "bytes": "encode({}, 'hex')",
    "json": "{}::text",
    "decimal": "{}::text",
}


def bind(*forms: Form) -> None:
    """Declare forms. The greatest number of a table is the one in which its rows are bound now.

    Raises ValueError where another form has this number: a form that was used is never changed.
    """
    for form in forms:
        known = _forms.setdefault(form.table, {}).setdefault(form.number, form)
        if known != form:
            raise ValueError(f"{form.table} has two forms of the number {form.number}.")


def derive(why: str, *tables: str) -> None:
    """Name tables that are not bound, and why not."""
    _derived.update(dict.fromkeys(tables, why))


def bound() -> Mapping[str, Form]:
    """Give the form in which the rows of each table are bound now."""
    return {table: forms[max(forms)] for table, forms in sorted(_forms.items())}


def derived() -> Mapping[str, str]:
    """Give the tables that are not bound, and why not."""
    return dict(_derived)


def form_of(table: str, number: int) -> Form:
    """Give a form, the present one or an older one. Raises KeyError where there is none."""
    return _forms[table][number]


def forms_of(table: str) -> Mapping[int, Form]:
    """Give all forms of a table by number. Raises KeyError where it is not bound."""
    return dict(_forms[table])


def made_for(model: type[models.Model], number: int = 1) -> Form:
    """Give the form that would bind all columns of a model.

    Raises StopIteration where a column is of a kind that no form knows yet.
    """
    key = [field.column for field in model._meta.pk_fields]
    columns = {field.column: field for field in model._meta.local_concrete_fields if field.column}
    ordered = [*key, *(name for name in columns if name not in key)]
    return Form(model._meta.db_table, number, len(key), tuple((name, _kind(columns[name])) for name in ordered))


def form_for(model: type[models.Model], number: int = 1) -> str:
    """Write such a form as it is declared: what to copy for a new table."""
    form = made_for(model, number)
    told = " ".join(f"{name}:{kind}" for name, kind in form.columns)
    return f'Form.of("{form.table}", {number}, {form.keys}, "{told}")'


def _kind(field: models.Field) -> str:  # type: ignore[type-arg]
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return next(kind for known, kind in _KINDS.items() if isinstance(field, known))


def key_sql(form: Form, row: str) -> str:
    """Give SQL for the key, as text, of the row that goes by the name ``row``."""
    return " || '/' || ".join(f'{row}."{name}"::text' for name in form.key)


def text_sql(form: Form, row: str) -> str:
    """Give SQL for the text of a row (kernel/ledger/rows.py)."""
    cells = (_WRITTEN.get(kind, "{}").format(f'{row}."{name}"') for name, kind in form.columns)
    return f"json_build_array('{form.table}', '{form.fingerprint}', {', '.join(cells)})::text"


derive("the log itself, or what is held against it", "platform_entry", "platform_sealed", "platform_unsealed")
derive("the log itself, or what is held against it", "platform_tile", "platform_checkpoint")
derive("a secret of the node, whose change would make every row unlike its binding", "platform_blind")
derive("says where in the log to look for a row; made again from the log", "platform_bound")
derive("keeps a form from being carried out twice", "platform_submission")
