"""Marking, migrations."""
