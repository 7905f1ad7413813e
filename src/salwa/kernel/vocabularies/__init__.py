"""Kernel, vocabularies."""
