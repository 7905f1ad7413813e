"""Registry, queries, ¶29: reads. Every one is for somebody, and starts from what that one may open."""
