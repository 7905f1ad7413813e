"""Marking, tests of pages: a browser of an officer of the cast."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.conftest import Cast


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Client]:
    def enter(name: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(get_user_model().objects.get(username=name))
        return client

    return enter
