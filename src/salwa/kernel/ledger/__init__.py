"""Kernel, ledger: a log that nobody can change unseen, in the formats of RFC 9162 and of C2SP."""
