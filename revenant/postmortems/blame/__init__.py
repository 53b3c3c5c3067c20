"""Blameless language: who is spoken of, what is said of them, and how to say it of the change instead."""
