"""Licensing, command line: licences in a terminal."""
