"""Salwa: keep track of small arms through their whole life, and trace those that turn up where they should not be."""

__version__ = "0.1.0"
