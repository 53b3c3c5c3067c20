"""Good and total events by period, from files to usages."""
