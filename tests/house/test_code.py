"""The house, checked: every module keeps the style, and every check can fail."""

from collections.abc import Callable

import pytest

from tests.house import code
from tests.house.tree import Fault, Module, modules, told

Check = Callable[[Module], list[Fault]]

# For each check a module that breaks it, and where it stands.
BROKEN = [
    (code.first_line_names_the_room, "kernel/marks/reading", '"""Reads marks."""'),
    (code.first_line_names_the_room, "contexts/registry/queries", '"""Kernel, queries: reads."""'),
    (code.sizes, "kernel/marks/reading", "x = 1\n" * 501),
    (code.sizes, "kernel/marks/reading", "def read():\n" + "    x = 1\n" * 60),
    (code.honest_names, "platform/utils", ""),
    (code.honest_names, "contexts/registry/helpers/text", ""),
    (code.no_tables_in_entry_points, "contexts/registry/pages/firearm", "f = Firearm.objects.get(pk=1)"),
    (code.no_tables_in_entry_points, "contexts/registry/api/firearms", "firearm.save()"),
    (code.transactions_in_two_places, "contexts/registry/actions/losses", "with transaction.atomic():\n    pass"),
    (code.transactions_in_two_places, "contexts/registry/queries", "@atomic\ndef read(): ..."),
    (code.no_signals, "contexts/registry/models", "from django.db.models.signals import post_save"),
    (code.no_signals, "contexts/registry/models", "from django.dispatch import receiver"),
    (code.no_working_save, "contexts/registry/models", "class Firearm(models.Model):\n    def save(self): ..."),
    (code.no_request_below_entry_points, "contexts/registry/queries", "def firearms(request): ..."),
    (code.no_request_below_entry_points, "kernel/marks/reading", "def read(web: HttpRequest): ..."),
    (code.imports_at_the_top, "kernel/marks/reading", "def read():\n    import numpy"),
    (code.whole_sentences_for_translation, "contexts/registry/pages/firearm", "gettext(f'No {thing} found')"),
    (code.whole_sentences_for_translation, "contexts/registry/pages/firearm", "_('No ' + thing)"),
    (code.whole_sentences_for_translation, "contexts/registry/pages/firearm", "ngettext('one', f'{n} found', n)"),
    (code.whole_sentences_for_translation, "contexts/registry/pages/firearm", "gettext('No {}'.format(thing))"),
    (code.what_is_told_is_translated, "contexts/registry/pages/firearm", "raise Refused('It is gone.')"),
    (code.what_is_told_is_translated, "contexts/registry/importing/jobs", "raise refused(f'No {thing} here.')"),
    (code.what_is_told_is_translated, "contexts/registry/importing/jobs", "GONE = 'It is gone.'\nraise Conflict(GONE)"),
    (code.what_is_told_is_translated, "contexts/registry/api/firearms", "Fault(1, 'serial', 'It is ' + what)"),
    (code.sources_name_no_file, "contexts/registry/rules", "class A(Rule):\n    source = 'tracing.md section 2'"),
    (code.sources_name_no_file, "contexts/licensing/rules", "class A(Rule):\n    source = 'issue 3, point 5'"),
    (code.nothing_left_open, "kernel/marks/reading", "# TODO: later"),
]


@pytest.mark.parametrize("check", code.CHECKS, ids=lambda check: check.__name__)
def test_every_module_keeps_the_style(check: Check) -> None:
    faults = [fault for module in modules() for fault in check(module)]
    assert not faults, told(faults)


@pytest.mark.parametrize(("check", "room", "text"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_a_check_finds_what_breaks_it(check: Check, room: str, text: str) -> None:
    assert check(Module.of(text, room))


def test_every_check_has_been_seen_to_fail() -> None:
    assert {check for check, _, _ in BROKEN} == set(code.CHECKS)


def test_there_is_something_to_check() -> None:
    assert {module.room[0] for module in modules()} >= {"kernel", "platform", "contexts", "web", "config"}
