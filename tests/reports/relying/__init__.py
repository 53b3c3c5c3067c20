"""Tests of what reliability work pays for."""
