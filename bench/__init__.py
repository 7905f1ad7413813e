"""Bench: what is measured, against whom, with one command."""
