"""Tests of the words of blame."""
