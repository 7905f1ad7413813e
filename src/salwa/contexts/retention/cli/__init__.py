"""Retention, command line."""
