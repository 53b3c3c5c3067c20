"""The commands below `revenant action`, one file each."""
