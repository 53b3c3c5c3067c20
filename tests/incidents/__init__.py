"""Tests of incidents: pure values, no disk."""
