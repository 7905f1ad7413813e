"""Web: a client that is signed in as a member of the cast."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.conftest import Cast


@pytest.fixture
def signed_in(cast: Cast) -> Callable[..., Client]:
    """``signed_in("registrar")`` gives a client; errors come back as pages, as in production."""

    def enter(name: str, language: str = "en") -> Client:
        client = Client(raise_request_exception=False, headers={"host": "localhost"})
        client.force_login(get_user_model().objects.get(username=name))
        client.cookies["django_language"] = language
        return client

    return enter
