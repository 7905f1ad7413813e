"""Kernel, synthesis."""
