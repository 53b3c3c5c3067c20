"""The workspace: where its files are, and its settings and catalogue read strictly."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from revenant.core.files import RUNBOOKS_FOLDER
from revenant.core.settings import Settings
from revenant.errors import (
    InvalidFileError,
    NoFolderError,
    NotAWorkspaceError,
    ReadFailedError,
    RevenantError,
    UnsafePathError,
)
from revenant.signals.catalogue import Catalogue
from revenant.store.cache import Cache
from revenant.store.git import Repository, find_repository
from revenant.store.places import CATALOGUE_FILE, SETTINGS_FILE, TEMPLATES_FOLDER, find_root

T = TypeVar("T")


class Workspace:
    """A folder with a revenant.yaml, inside a git repository."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def repository(self) -> Repository:
        return find_repository(self.root)

    @cached_property
    def _cache(self) -> Cache:
        return Cache(self.repository.private / "cache")

    @cached_property
    def settings(self) -> Settings:
        """revenant.yaml.

        Raises:
            InvalidFileError: with line and column of every complaint.
        """
        return _read(self.inside(self.root / SETTINGS_FILE), Settings, self._cache)

    @cached_property
    def catalogue(self) -> Catalogue:
        """services.yaml; empty where there is none."""
        path = self.inside(self.root / CATALOGUE_FILE)
        return _read(path, Catalogue, self._cache) if path.exists() else Catalogue(schema="revenant/services@1")

    @property
    def incidents_folder(self) -> Path:
        return self.root / "incidents"

    @property
    def runbooks_folder(self) -> str:
        """Where runbooks are, from the root; where the settings cannot be read, the usual place."""
        if "settings" not in self.__dict__ and not self._mentions(b"runbooks"):
            return RUNBOOKS_FOLDER  # reading the settings as a value takes 5 ms, which search would not need
        try:
            return self.settings.runbooks.folder
        except RevenantError:
            return RUNBOOKS_FOLDER

    def _mentions(self, word: bytes) -> bool:
        """Whether the word stands anywhere in revenant.yaml, or cannot be known."""
        try:
            return word in (self.root / SETTINGS_FILE).read_bytes()
        except OSError:
            return True

    @property
    def templates_folder(self) -> Path:
        return self.root / TEMPLATES_FOLDER

    def relative(self, path: Path) -> str:
        """How people name a file of the workspace."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def inside(self, path: Path) -> Path:
        """`path`, after making sure that no symbolic link leads it out of the workspace.

        Raises:
            UnsafePathError: it does.
        """
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise UnsafePathError(self.relative(path))
        return path


def find_workspace(start: Path) -> Workspace:
    """The workspace around `start`.

    Raises:
        NoFolderError, NotAWorkspaceError.
    """
    if not start.is_dir():
        raise NoFolderError(start)
    start = start.resolve()
    root = find_root(start)
    if root is None:
        raise NotAWorkspaceError(start)
    return Workspace(root)


def _read(path: Path, kind: type[T], cache: Cache) -> T:
    """A YAML file as a `kind`, from the cache while the file has not changed."""
    known = cache.get(path, kind)
    if known is not None:
        return known
    from revenant.store import yaml_io

    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadFailedError(path, error.strerror or str(error)) from None
    value, complaints = yaml_io.load_as(content, kind)
    if value is None:
        raise InvalidFileError([f"{path.name}:{line}:{col}: {message}" for line, col, message in complaints])
    cache.put(path, value)
    return value
