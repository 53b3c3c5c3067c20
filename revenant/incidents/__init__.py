"""Incidents: events, the lifecycle, the fold that turns events into state, policy, measurements."""
