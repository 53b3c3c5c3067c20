"""Fixtures that tests of commands share with those of the store."""

from tests.store.conftest import pair

__all__ = ["pair"]
