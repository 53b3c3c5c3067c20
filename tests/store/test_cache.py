"""The cache of parsed settings may be stale, broken or unwritable; it is never believed wrongly."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from revenant.core.settings import Settings
from revenant.store.cache import Cache

VALUE = Settings(schema="revenant/workspace@1", organisation="Example")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "revenant.yaml"
    path.write_text("schema: revenant/workspace@1\n")
    _age(path)
    return path


def _age(path: Path) -> None:
    """Make the file look as if nobody had touched it for a minute."""
    past = time.time_ns() - 60_000_000_000
    os.utime(path, ns=(past, past))


def test_a_quiet_file_is_remembered(file: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(file, VALUE)
    assert cache.get(file, Settings) == VALUE


def test_a_file_changed_this_moment_is_not_remembered(file: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    file.write_text("schema: revenant/workspace@1\n\n")
    cache.put(file, VALUE)
    assert cache.get(file, Settings) is None


def test_any_change_of_the_file_makes_it_be_read_again(file: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(file, VALUE)
    file.write_text("schema: revenant/workspace@2\n")
    assert cache.get(file, Settings) is None


def test_a_broken_entry_and_a_missing_file_are_no_error(file: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(file, VALUE)
    (tmp_path / "cache" / "revenant.yaml.json").write_text('{"version": 1')
    assert cache.get(file, Settings) is None
    file.unlink()
    assert cache.get(file, Settings) is None


def test_a_folder_that_cannot_be_made_is_no_error(file: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    cache = Cache(tmp_path / "cache")
    cache.put(file, VALUE)
    assert cache.get(file, Settings) is None
