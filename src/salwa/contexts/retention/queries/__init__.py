"""Retention, queries."""
