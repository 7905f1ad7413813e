"""Bench, ledger: what the log and the life of one firearm cost, from a hundred thousand entries to ten million."""
