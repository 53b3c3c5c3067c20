"""The suite: rooms mirror those of the package; see docs/architecture.md."""
