"""Tracing, command line."""
