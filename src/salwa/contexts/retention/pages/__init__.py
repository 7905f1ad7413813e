"""Retention, pages."""
