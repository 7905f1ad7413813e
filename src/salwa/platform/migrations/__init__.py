"""Platform, migrations."""
