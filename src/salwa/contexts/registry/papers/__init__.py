"""Registry, papers, ¶29, ¶64: what is printed about one firearm: evidence, certificates, receipts."""
