"""Marking, pages."""
