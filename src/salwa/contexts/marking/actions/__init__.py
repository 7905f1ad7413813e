"""Marking, actions, ¶28 ¶63: the only writers."""
