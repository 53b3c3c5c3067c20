"""Which runbook an alert or an incident is about, and what of it is shown."""
