"""The house, checked: the rooms of each context, and that every check can fail."""

import ast
from collections.abc import Callable

import pytest

from tests.house import rooms
from tests.house.test_twins import is_part, twins
from tests.house.tree import Fault, Module, modules, told

Check = Callable[[Module], list[Fault]]

ACTION = '@action("registry.report_loss", may=may_report_loss)\ndef report_loss(*, actor, firearm):\n    ...'
BROKEN = [
    (rooms.only_actions_write, "contexts/registry/queries", "Firearm.objects.create(make=1)"),
    (rooms.only_actions_write, "contexts/registry/policies", "Firearm.objects.filter(pk=1).update(make=1)"),
    (rooms.actions_are_actions, "contexts/registry/actions/losses", "def report_loss(*, actor): ..."),
    (rooms.actions_are_actions, "contexts/tracing/actions/losses", ACTION),
    (rooms.actions_are_actions, "contexts/registry/actions/losses", ACTION.replace("*, actor", "actor")),
    (rooms.actions_are_actions, "contexts/registry/actions/losses", ACTION.replace("actor, ", "")),
    (rooms.actions_say_who_may, "contexts/registry/actions/losses", ACTION.replace(", may=may_report_loss", "")),
    (rooms.queries_take_an_actor, "contexts/registry/queries", "def firearms(year): ..."),
    (rooms.rules_have_a_source, "contexts/registry/rules", "def marked_at_manufacture(firearm):\n    'Marked.'"),
    (rooms.rules_have_a_source, "contexts/registry/rules", "class ITI8a(Rule):\n    'Marked.'\n    source = ''"),
    (rooms.events_are_facts, "contexts/registry/events", "@dataclass\nclass Lost:\n    firearm: int"),
]


@pytest.mark.parametrize("check", rooms.CHECKS, ids=lambda check: check.__name__)
def test_every_room_holds_what_belongs_there(check: Check) -> None:
    faults = [fault for module in modules() for fault in check(module)]
    assert not faults, told(faults)


@pytest.mark.parametrize(("check", "room", "text"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_a_check_finds_what_breaks_it(check: Check, room: str, text: str) -> None:
    assert check(Module.of(text, room))


@pytest.mark.parametrize("check", rooms.CHECKS, ids=lambda check: check.__name__)
def test_a_sound_action_passes(check: Check) -> None:
    assert check(Module.of(ACTION, "contexts/registry/actions/losses")) == []


def test_every_check_has_been_seen_to_fail() -> None:
    assert {check for check, _, _ in BROKEN} == set(rooms.CHECKS)


@pytest.mark.parametrize("room", ["rules", "actions", "policies"])
def test_every_rule_action_and_policy_is_named_in_a_test(room: str) -> None:
    faults = []
    for module in modules():
        if len(module.room) < 3 or module.room[0] != "contexts" or module.room[2] != room or is_part(module):
            continue
        tested = "\n".join(path.read_text(encoding="utf-8") for path in twins(module))
        faults += [
            Fault(module.path, node.lineno, f"{node.name} is in no test of its module")
            for node in module.tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name not in tested
        ]
    assert not faults, told(faults)


def test_no_two_actions_share_a_name() -> None:
    names = [
        (rooms.action_name(node), module)
        for module in modules()
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and rooms.action_name(node)
    ]
    twice = sorted({str(name) for name, _ in names if sum(other == name for other, _ in names) > 1})
    assert not twice, f"two actions are called {', '.join(twice)}: their entries could not be told apart"
