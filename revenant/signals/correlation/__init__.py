"""Correlation: a stream of signals in, a few groups out, each with the reasons that hold it together."""
