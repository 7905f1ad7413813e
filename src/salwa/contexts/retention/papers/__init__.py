"""Retention, papers, ¶29: what is printed when records are taken over, and when personal data were erased."""
