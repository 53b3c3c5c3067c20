"""The commands below `revenant runbook`, one file each."""
