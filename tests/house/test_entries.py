"""The house, checked: every action leaves an entry, shown by carrying each one out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.examples import identity, licensing, marking, registry, retention
from tests.house.stage import Stage
from tests.house.test_actions import known

EXAMPLES: dict[str, Callable[[Stage], object]] = {
    **identity.EXAMPLES,
    **licensing.EXAMPLES,
    **marking.EXAMPLES,
    **registry.EXAMPLES,
    **retention.EXAMPLES,
}
LOADED = {one.name for one in known() if one.using != "default"}


def carried_out(name: str, cast: Cast, folder: Path) -> None:
    life = (b.event(EventKind.MANUFACTURE, Happened.in_year(2004)),)
    on = Stage(cast, b.firearm(cast.registrar, life=life), b.firearm(cast.registrar, "BKS799"), folder)
    before = set(Entry.objects.values_list("pk", flat=True))
    EXAMPLES[name](on)
    left = [entry for entry in Entry.objects.exclude(pk__in=before) if entry.action == name]
    assert left, f"{name} was carried out and left no entry"
    assert all(entry.actor_name and entry.recorded_at for entry in left)


def test_every_action_has_an_example() -> None:
    ours = {one.name for one in known() if not one.name.startswith("test.")}
    assert set(EXAMPLES) == ours, "give the new action an example, and the old one its rest"


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - LOADED))
def test_an_action_leaves_an_entry(cast: Cast, tmp_path: Path, name: str) -> None:
    carried_out(name, cast, tmp_path)


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
@pytest.mark.parametrize("name", sorted(LOADED))
def test_an_action_of_the_loader_leaves_an_entry(cast: Cast, tmp_path: Path, name: str) -> None:
    carried_out(name, cast, tmp_path)
