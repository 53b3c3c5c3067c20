"""Service level objectives: what was promised, what is left of the error budget, how fast it goes, what follows."""
