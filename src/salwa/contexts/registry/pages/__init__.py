"""Registry, pages."""
