"""Licensing, migrations."""
