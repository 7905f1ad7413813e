"""Identity, command line: users, their passwords, roles and tokens."""
