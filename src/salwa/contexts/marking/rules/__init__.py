"""Marking, rules, ¶28 ¶63: what is true of marks and of their numbers on paper, too."""
