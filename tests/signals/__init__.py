"""Tests of the signals room: no disk."""
