"""Tracing, pages."""
