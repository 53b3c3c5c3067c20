"""Runbooks on disk: which files they are, and each read whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from revenant.core.frontmatter import Complaint, Head
from revenant.core.settings import RunbookSettings
from revenant.errors import NotARepositoryError, UnsafePathError
from revenant.runbooks.document import SCHEMA, FrontMatter, Runbook
from revenant.runbooks.errors import AmbiguousRunbookError, UnknownRunbookError
from revenant.runbooks.reading import read_runbook, skim_runbook, stem
from revenant.runbooks.sections import own_words
from revenant.store.frontmatter import read_head, split_rows
from revenant.store.markdown_files import markdown_files
from revenant.store.workspace import Workspace

MOST_BYTES = 2**20
MOST_HEADINGS = 1000
_SPLIT = "write one runbook a file, or keep this out of the folder of runbooks"
_PLAIN_TEXT = "save it as UTF-8 text, or keep it out of the folder of runbooks"
_HEADING = re.compile(rb"^#{1,6} ", re.MULTILINE)


class _Named(Protocol):
    """What has an id and a path: a runbook, or its card."""

    @property
    def id(self) -> str: ...

    @property
    def path(self) -> str: ...


N = TypeVar("N", bound=_Named)


class RunbookStore:
    """Finds and reads the runbooks of a workspace."""

    def __init__(self, workspace: Workspace, settings: RunbookSettings | None = None) -> None:
        self.workspace = workspace
        self.settings = settings or workspace.settings.runbooks
        self.folder = workspace.root / self.settings.folder
        self._read: dict[str, Runbook] = {}
        self._loaded: dict[str, tuple[list[str], Head[FrontMatter]]] = {}
        self._words = own_words(self.settings.sections)

    def paths(self) -> list[Path]:
        """Every file that is named as a runbook is, sorted; hidden ones and links left out."""
        return sorted(Path(entry.path) for entry in markdown_files(self.folder))

    @cached_property
    def all(self) -> list[Runbook]:
        """Every runbook that can be read, index pages left out, by path. What cannot be read lint names."""
        found = []
        for path in self.paths():
            try:
                runbook = self.read(path)
            except (OSError, UnsafePathError):
                continue
            if not runbook.is_index:
                found.append(runbook)
        return found

    @cached_property
    def skimmed(self) -> list[Runbook]:
        """As `all`, but each only as far as its front matter, its name and its headings tell: a tenth of the work."""
        found = []
        for path in self.paths():
            name = self.workspace.relative(path)
            try:
                runbook = self._read.get(name) or skim_runbook(name, *self._load(name, path), self._words)
            except (OSError, UnsafePathError):
                continue
            if not runbook.is_index:
                found.append(runbook)
        return found

    def read(self, path: Path) -> Runbook:
        """The runbook in a file; one that cannot be read is empty, and its head says why.

        Raises:
            OSError: the disk refuses it.
            UnsafePathError: a link leads out of the workspace.
        """
        name = self.workspace.relative(path)
        if name not in self._read:
            self._read[name] = read_runbook(name, *self._load(name, path), self._words)
        return self._read[name]

    def _load(self, name: str, path: Path) -> tuple[list[str], Head[FrontMatter]]:
        if name not in self._loaded:
            self._loaded[name] = _loaded(self.workspace.inside(path).read_bytes())
        return self._loaded[name]

    def parse(self, name: str, content: bytes) -> Runbook:
        """The runbook that the file `name` would be with this content."""
        return read_runbook(name, *_loaded(content), self._words)

    def blob(self, runbook: Runbook) -> str:
        """The content of a runbook's file as it lies there, as git names it.

        Raises:
            UnsafePathError: a link leads out of the workspace.
        """
        content = self.workspace.inside(self.workspace.root / runbook.path).read_bytes()
        try:
            return blob_of(content, self.workspace.repository.hash_name)
        except NotARepositoryError:
            return blob_of(content)

    def find(self, part: str) -> Runbook:
        """The runbook of this id, or the only one whose id holds `part`.

        Raises:
            UnknownRunbookError, AmbiguousRunbookError.
        """
        return only_one(part, self.all)


def only_one(part: str, known: Sequence[N]) -> N:
    """The one of this id, or the only one whose id holds `part`, in any case.

    Raises:
        UnknownRunbookError, AmbiguousRunbookError.
    """
    from difflib import get_close_matches

    near = [it for it in known if it.id == part] or [it for it in known if part.casefold() in it.id.casefold()]
    near = near or [it for it in known if stem(it.path) == part]
    if not near:
        raise UnknownRunbookError(part, get_close_matches(part, [it.id for it in known], n=3))
    if len(near) > 1:
        raise AmbiguousRunbookError(part, [f"{it.id} ({it.path})" for it in near])
    return near[0]


def blob_of(content: bytes, algorithm: str = "sha1") -> str:
    """What `git hash-object --no-filters` says of this content, in a repository of `algorithm`: sha1 or sha256."""
    import hashlib

    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _loaded(content: bytes) -> tuple[list[str], Head[FrontMatter]]:
    """The lines of a runbook and its front matter; no lines where it cannot be read, and the head says why."""
    if fault := _fault(content):
        return [], Head({}, None, (fault,), 0)
    rows = split_rows(content)
    return rows, read_head(rows, FrontMatter, SCHEMA)


def _fault(content: bytes) -> Complaint | None:
    """Why a file cannot be read at all."""
    if len(content) > MOST_BYTES:
        said = f"{len(content) / 2**20:.1f} MiB are no runbook: the most is {MOST_BYTES // 2**20} MiB"
        return Complaint(0, 0, said, hint=_SPLIT)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Complaint(line, 1, "this is not UTF-8", hint=_PLAIN_TEXT)
    if (headings := len(_HEADING.findall(content))) > MOST_HEADINGS:
        return Complaint(0, 0, f"{headings} headings are no runbook: the most is {MOST_HEADINGS}", hint=_SPLIT)
    if b"\0" in content:
        return Complaint(content.count(b"\n", 0, content.index(b"\0")) + 1, 1, "a NUL byte", hint=_PLAIN_TEXT)
    return None
