"""Kernel, identification."""
