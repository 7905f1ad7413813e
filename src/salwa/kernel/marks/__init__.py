"""Kernel, marks."""
