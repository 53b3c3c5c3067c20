"""Signals: what monitoring sends, read as one model, grouped into incidents with reasons; the catalogue and changes."""
