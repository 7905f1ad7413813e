"""Kernel, marks: read what was written down of a firearm into typed marks."""

from .model import MarkKind, Reading, Reads, Written
from .reader import read

__all__ = ["MarkKind", "Reading", "Reads", "Written", "read"]
