"""Registry, index, ¶29: the identification index, derived from the tables and never asked instead of them."""
