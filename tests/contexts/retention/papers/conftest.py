"""Retention, tests of papers: whether they can be printed here."""

from tests.platform.papers.conftest import printing

__all__ = ["printing"]
