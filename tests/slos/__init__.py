"""Tests of the slos room."""
