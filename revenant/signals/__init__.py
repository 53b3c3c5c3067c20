"""Signals: the service catalogue today; ingestion and correlation join it here."""
