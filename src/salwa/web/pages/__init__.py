"""Web, pages."""
