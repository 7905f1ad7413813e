"""Soak: what is lost when everything happens at once and things break."""
