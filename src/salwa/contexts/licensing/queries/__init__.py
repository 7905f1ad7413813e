"""Licensing, queries: what is read for somebody."""
