"""Marking, actions."""
