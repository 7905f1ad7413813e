"""Kernel, vocabularies, building: from the raw copies to the tables, one module for each vocabulary."""
