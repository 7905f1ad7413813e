"""Registry, command line."""
