"""Runbooks: what they say, how they are checked, which one an alert is about, and how one is walked."""
