"""Platform, ledger: what was done, sealed so that nobody can change it unseen (docs/adr/0008-the-ledger.md)."""
