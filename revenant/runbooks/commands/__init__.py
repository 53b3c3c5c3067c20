"""What the commands in a runbook do, judged without running any."""
