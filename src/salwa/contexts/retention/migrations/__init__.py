"""Retention, migrations."""
