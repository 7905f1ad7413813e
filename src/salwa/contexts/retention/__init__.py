"""Retention, ¶29: how long records are kept, what is due, holds, erasure with proof, hand-over."""
