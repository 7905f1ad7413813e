"""Registry, command line: each thing that can be recorded by hand."""

import json

import pytest

from salwa.contexts.registry.cli.record import record
from tests.contexts.registry.cli.test_history import registered

STATES = {
    "loss": "lost",
    "theft": "stolen",
    "find": "found",
    "seizure": "seized",
    "surrender": "surrendered",
    "destruction": "destroyed",
}


@pytest.fixture(scope="module")
def number(node):
    """One firearm that everything happens to, the destruction last."""
    return registered(node, "RCD-201")


@pytest.mark.parametrize("verb", STATES)
def test_the_state_follows(node, number, verb):
    assert set(record.commands) == {"firearm", *STATES}
    done = node.salwa("record", verb, number, "--reason", "as reported")
    assert done.returncode == 0, done.stderr
    assert json.loads(node.salwa("history", number, "--json").stdout)["status"] == STATES[verb]


def test_after_its_destruction_nothing_more_is_lost(node):
    number = registered(node, "RCD-202")
    assert node.salwa("record", "destruction", number, "--happened", "2020").returncode == 0
    done = node.salwa("record", "loss", number, "--happened", "2021")
    assert done.returncode == 2
    assert "recorded as destroyed" in done.stderr
