"""Licensing, ¶37 ¶59 ¶64: licences, permits, inspections, dealers and their books."""
