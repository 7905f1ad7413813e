"""Registry, papers: which paper goes with which line."""

from dataclasses import replace

import pytest

from salwa.contexts.registry.papers.offered import KINDS, offer, offered
from salwa.contexts.registry.public import history_of
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import Conflict, NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.papers.builders import about


def test_a_paper_goes_with_what_somebody_keeps_a_paper_of() -> None:
    assert {KINDS[kind].name for kind in (EventKind.SURRENDER, EventKind.SEIZURE, EventKind.TRANSFER)} == {
        "surrender",
        "seizure",
        "hand-over",
    }
    assert EventKind.MANUFACTURE not in KINDS


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.name)
def test_every_paper_is_called_by_its_name(kind: EventKind) -> None:
    made = KINDS[kind].build(about(kind))
    assert made.data_name == f"{KINDS[kind].name}.json"
    assert made.title == str(KINDS[kind].title)


def test_what_is_not_there_and_what_was_withdrawn(cast: Cast) -> None:
    life = (b.event(EventKind.MANUFACTURE, b.year(2004)), b.event(EventKind.SEIZURE, b.year(2024)))
    told = history_of(cast.registrar, b.firearm(cast.registrar, life=life))
    line, kind = offer(told, 2)
    assert (line.kind, kind.name, offered(line)) == (EventKind.SEIZURE, "seizure", kind)
    for ordinal in (1, 9):
        with pytest.raises(NotFound, match="No paper"):
            offer(told, ordinal)
    withdrawn = line._replace(is_withdrawn=True)
    assert offered(withdrawn) is None
    with pytest.raises(Conflict, match="withdrawn"):
        offer(replace(told, lines=(withdrawn,)), 2)
