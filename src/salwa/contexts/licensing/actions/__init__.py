"""Licensing, actions."""
