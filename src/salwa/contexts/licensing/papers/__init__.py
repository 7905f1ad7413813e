"""Licensing, papers, ¶37 ¶64: what is printed of a licence or permit."""
