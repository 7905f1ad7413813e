"""Retention, actions."""
