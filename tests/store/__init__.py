"""Tests of the disk: real files, real git."""
