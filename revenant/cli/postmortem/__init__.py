"""The commands below `postmortem`, one file each."""
