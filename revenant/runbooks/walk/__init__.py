"""Walking a runbook step by step; nothing is ever executed."""
