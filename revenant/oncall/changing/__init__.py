"""Changing who is on call for a while: overrides that are logged, swaps, and what they change."""
