"""Registry, import, tests: what runs ahead comes in order, and what goes wrong there is told here."""

import threading
from collections.abc import Iterator

import pytest
from django.utils.translation import get_language, override

from salwa.contexts.registry.importing.pipeline import Ahead


def test_items_come_in_order() -> None:
    with Ahead(lambda: iter(range(100))) as ahead:
        assert list(ahead) == list(range(100))


def test_an_error_ahead_is_raised_where_it_is_read() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("line 2")

    with Ahead(broken) as ahead:
        items = iter(ahead)
        assert next(items) == 1
        with pytest.raises(ValueError, match="line 2"):
            next(items)


def test_leaving_early_stops_the_thread() -> None:
    with Ahead(lambda: iter(range(10**9))) as ahead:
        assert next(iter(ahead)) == 0
    assert "salwa-import-reader" not in {thread.name for thread in threading.enumerate()}


def test_the_thread_speaks_the_language_of_who_made_it() -> None:
    with override("qps-plocm"), Ahead(lambda: (get_language() for _ in range(1))) as given:
        assert list(given) == ["qps-plocm"]
