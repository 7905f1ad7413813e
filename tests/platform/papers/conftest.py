"""Tests of papers: whether they can be printed here."""

import os

import pytest

from salwa.platform.papers import unreadiness


@pytest.fixture
def printing() -> None:
    """Print papers; without their libraries the tests fail where everything must be there, and say so elsewhere."""
    lack = unreadiness()
    if lack and os.environ.get("CI"):
        pytest.fail(lack)
    if lack:
        pytest.skip(lack)
