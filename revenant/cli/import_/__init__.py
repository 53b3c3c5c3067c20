"""The commands below `revenant import`, a file each."""
