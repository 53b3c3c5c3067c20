"""The commands of `revenant slo`, one a file."""
