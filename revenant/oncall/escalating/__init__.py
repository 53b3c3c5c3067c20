"""Whom to turn to when nobody answers: policies, and what of them is due."""
