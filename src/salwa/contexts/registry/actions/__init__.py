"""Registry, actions, ¶28 ¶29: the only writers."""
