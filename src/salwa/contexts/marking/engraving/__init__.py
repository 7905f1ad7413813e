"""Marking, engraving, ¶28 ¶63: marks as files for machines; pure, and byte for byte the same whenever they are made."""

from salwa.contexts.marking.engraving.files import Order, Strike, archive, listed

__all__ = ["Order", "Strike", "archive", "listed"]
