"""Marking, papers, ¶28 ¶63: what is printed for those who mark, with a machine or without electricity."""
