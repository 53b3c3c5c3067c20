"""Drills and reviews, and what they say of a runbook now."""
