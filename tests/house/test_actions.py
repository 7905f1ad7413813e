"""The house, checked: every action that the node knows, as it runs."""

import dataclasses
import importlib
import inspect

import pytest

from salwa.contexts.identity.public import (
    AgencyKind,
    Gate,
    Role,
    actor_by_name,
    add_user,
    agency_by_name,
    assign_role,
    end_role,
)
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Discrepancy
from salwa.contexts.registry.models import FindingKind, Firearm, HoldReason, Proposal
from salwa.contexts.registry.public import open_finding, place_hold
from salwa.platform.action import Declared, declared
from salwa.platform.actor import Actor
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b
from tests.house.tree import modules

EVERY_MODULE = [module.room for module in modules() if "actions" in module.room or "importing" in module.room]


def known() -> list[Declared]:
    for room in EVERY_MODULE:
        parts = room[:-1] if room[-1] == "__init__" else room
        importlib.import_module(".".join(("salwa", *parts)))
    ours = [one for one in declared().values() if not one.name.startswith("test.")]
    return sorted(ours, key=lambda one: one.name)


@pytest.fixture
def things(cast: Cast) -> dict[str, object]:
    """What policies are asked about, real: two firearms, a finding about one, another user, an agency."""
    firearm, other = b.firearm(cast.registrar), b.firearm(cast.registrar, "BKS799")
    finding = open_finding(actor=cast.registrar, firearm=firearm, kind=FindingKind.OTHER, text="look")
    held = m.consignment(cast.registrar, [firearm])
    machine = m.machine(cast.registrar)
    return {
        "consignment": held,
        "job": marking.plan_job(actor=cast.registrar, consignment=held),
        "machine": machine,
        "spell": marking.begin_spell(actor=cast.registrar, machine=machine, username="registrar"),
        "discrepancy": differing(cast),
        "firearm": firearm,
        "survivor": firearm,
        "absorbed": other,
        "part": other,
        "finding": finding,
        "hold": place_hold(actor=cast.registrar, firearm=firearm, kind=HoldReason.CASE, reference="C-1"),
        "proposal": _proposed(cast.registrar, other),
        "username": cast.analyst.actor_name,
        "agency": agency_by_name("Tracing desk"),
        "kind": AgencyKind.OTHER,
        "parent": None,
    }


def differing(cast: Cast) -> Discrepancy:
    """A mark of the registrar's that stands on another firearm than planned."""
    job = m.job(cast.registrar, "ENT101", "ENT102")
    first, second = marking.sheet(cast.registrar, job)
    taken = marking.Taken(mark=first.mark, outcome=marking.Outcome.ENGRAVED, record=second.record)
    marking.take_back(actor=cast.registrar, job=job, taken=[taken])
    return Discrepancy.objects.get()


def _proposed(actor: Actor, firearm: Firearm) -> Proposal:
    with b.pack(b.ASKING):
        return b.proposal(actor, firearm)


@pytest.fixture
def without_a_role(cast: Cast) -> Actor:
    """A user of the registry, whose records these are, with no role left."""
    registry = agency_by_name("National registry")
    add_user(actor=cast.administrator, username="j.doe", display_name="J. Doe", agency=registry)
    assign_role(actor=cast.administrator, username="j.doe", role=Role.REGISTRAR)
    end_role(actor=cast.administrator, username="j.doe", role=Role.REGISTRAR)
    return actor_by_name("j.doe")


@pytest.mark.parametrize("one", known(), ids=lambda one: one.name)
def test_an_action_refuses_a_user_without_a_role_and_not_everybody(
    cast: Cast, things: dict[str, object], without_a_role: Actor, one: Declared
) -> None:
    _, *asked = inspect.signature(one.may).parameters
    given = {name: things[name] for name in asked}
    assert one.may(without_a_role, **given) is False
    others = [*(getattr(cast, field.name) for field in dataclasses.fields(cast)), Gate()]
    assert any(one.may(other, **given) for other in others), "nobody at all may do this to these things"


@pytest.mark.parametrize("one", known(), ids=lambda one: one.name)
def test_an_action_is_asked_by_a_policy_of_its_own_context(one: Declared) -> None:
    context = one.name.split(".")[0]
    assert one.may.__module__.startswith(f"salwa.contexts.{context}."), (
        "the policy stands in its context's policies room"
    )


def test_every_context_that_writes_has_actions() -> None:
    assert {one.name.split(".")[0] for one in known()} >= {"identity", "registry"}
