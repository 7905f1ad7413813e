"""Registry, migrations."""
