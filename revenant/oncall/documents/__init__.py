"""The documents of oncall/ as they are written: schedules and escalation policies."""
