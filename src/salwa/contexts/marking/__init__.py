"""Marking, ¶28 ¶63 ¶64: numbers allotted, jobs for machines, and what became of each number."""
