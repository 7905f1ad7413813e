"""Licensing, pages."""
