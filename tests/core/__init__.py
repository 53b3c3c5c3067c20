"""Tests of the words all rooms share."""
