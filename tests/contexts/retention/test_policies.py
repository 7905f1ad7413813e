"""Retention: who sees, proposes, decides and holds."""

import dataclasses
from collections.abc import Callable

import pytest

from salwa.contexts.retention.policies import may_compare, may_decide, may_hold, may_propose, may_see
from salwa.platform.actor import Actor
from tests.conftest import Cast


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (may_see, {"registrar", "auditor"}),
        (may_compare, {"registrar", "auditor", "administrator"}),
        (may_propose, {"registrar"}),
        (may_decide, {"registrar", "auditor"}),
        (may_hold, {"registrar", "auditor"}),
    ],
)
def test_only_those_who_keep_or_audit_the_register_of_the_state(
    cast: Cast, may: Callable[[Actor], bool], who: set[str]
) -> None:
    members = {field.name for field in dataclasses.fields(Cast)}
    assert {member for member in members if may(getattr(cast, member))} == who
