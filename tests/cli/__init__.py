"""Tests of the command line, through the same door users take."""
