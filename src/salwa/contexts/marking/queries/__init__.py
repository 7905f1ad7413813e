"""Marking, queries: reads, each for an actor."""
