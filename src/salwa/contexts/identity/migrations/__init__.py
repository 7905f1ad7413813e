"""Identity, migrations."""
