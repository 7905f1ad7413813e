"""The house, checked: every action that the node knows, as it runs."""

import importlib
import inspect
from dataclasses import dataclass

import pytest

from salwa.platform.action import Declared, declared
from tests.house.tree import modules

NOBODYS_ROLES: frozenset[str] = frozenset()
EVERY_MODULE = [module.room for module in modules() if "actions" in module.room or "importing" in module.room]


@dataclass(frozen=True, slots=True)
class Nobody:
    """A person without a role, of no agency."""

    actor_id: int = -1
    actor_name: str = "nobody"
    agency_id: int = -1
    roles: frozenset[str] = NOBODYS_ROLES


def known() -> list[Declared]:
    for room in EVERY_MODULE:
        parts = room[:-1] if room[-1] == "__init__" else room
        importlib.import_module(".".join(("salwa", *parts)))
    return sorted(declared().values(), key=lambda one: one.name)


@pytest.mark.parametrize("one", known(), ids=lambda one: one.name)
def test_an_action_refuses_a_person_without_a_role(one: Declared) -> None:
    _, *things = inspect.signature(one.may).parameters.values()
    given = {thing.name: "another" if thing.annotation in (str, "str") else None for thing in things}
    assert one.may(Nobody(), **given) is False


@pytest.mark.parametrize("one", known(), ids=lambda one: one.name)
def test_an_action_is_asked_by_a_policy_of_its_own_context(one: Declared) -> None:
    context = one.name.split(".")[0]
    assert one.may.__module__.startswith(f"salwa.contexts.{context}."), (
        "the policy stands in its context's policies room"
    )


def test_every_context_that_writes_has_actions() -> None:
    assert {one.name.split(".")[0] for one in known()} >= {"identity", "registry"}
