"""Commands of `revenant oncall`, one file each."""
