"""The fixtures of the acceptance cases."""

import uuid
from datetime import UTC, datetime

import pytest

from salwa.platform import home
from salwa.platform.home import Node
from tests.acceptance.desk import Desk
from tests.conftest import Cast


@pytest.fixture(scope="session", autouse=True)
def _node_of_xc(cluster_home: home.Home) -> None:
    """The home of the tests is a node of State XC, as ``salwa init`` would have made it."""
    if not cluster_home.node_file.exists():
        cluster_home.write_node(Node("XC", "state", "XC", uuid.uuid4(), datetime.now(UTC)))


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """A registrar and a tracing officer at an empty register."""
    return Desk(cast)
