"""Marking, command line."""
