"""Tracing, API."""
