"""The house, checked: every table of ours is bound to the log, or named as derived; and its triggers fit its form."""

import pytest
from django.apps import apps
from django.db import connection

from salwa.platform.ledger import forms
from salwa.platform.ledger.triggers import WORDS, function_name, mark_of


def models():
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("salwa."):
            found |= {model._meta.db_table: model for model in config.get_models(include_auto_created=True)}
    return found


def test_every_table_is_bound_or_named_as_derived():
    missing = [table for table in models() if table not in forms.bound() and table not in forms.derived()]
    told = "\n".join(
        f"Declare {table} beside the models: forms.bind({forms.form_for(models()[table])}), and give its columns to "
        f"BindRows in the migration that makes it; or forms.derive(why, table) where it is no record."
        for table in missing
    )
    assert not missing, told


def test_no_table_is_both_and_none_is_named_that_is_not_there():
    named = [*forms.bound(), *forms.derived()]
    assert sorted(named) == sorted(models())


@pytest.mark.parametrize("table", sorted(forms.bound()))
def test_a_form_has_all_columns_of_its_table(table):
    form = forms.bound()[table]
    now = forms.made_for(models()[table], form.number)
    assert dict(form.columns) == dict(now.columns), (
        f"{table} has other columns than form {form.number}. A form that registers use is frozen: declare "
        f"{forms.form_for(models()[table], form.number + 1)} beside it and give it to BindRows in a new migration."
    )
    assert form.key == now.key


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(forms.bound()))
def test_the_triggers_of_a_table_bind_in_its_present_form(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [function_name(table)])
        source = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND NOT tgisinternal",
            [table],
        )
        triggers = {row[0] for row in cursor.fetchall()}
    assert len(source) == 1
    assert mark_of(forms.bound()[table]) in source[0]
    assert {f"salwa_bind_{word}" for word in WORDS} <= triggers
