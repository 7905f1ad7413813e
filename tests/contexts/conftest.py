"""Tests, contexts: the home of the test session is the node of State XC, as after ``salwa init``."""

import uuid
from datetime import UTC, datetime

import pytest

from salwa.platform import home
from salwa.platform.home import Node


@pytest.fixture(scope="session", autouse=True)
def home_is_a_node() -> None:
    """Write the node file, so that records have public numbers."""
    here = home.current()
    if not here.node_file.exists():
        here.make()
        here.write_node(Node("XC", "state", "XC", uuid.uuid4(), datetime.now(UTC)))
