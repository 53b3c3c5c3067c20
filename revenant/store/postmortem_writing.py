"""Writing a postmortem that is there: in its place, if nobody else changed it, and as one commit of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from revenant.postmortems.errors import ChangedMeanwhileError
from revenant.store.growing import replace_file
from revenant.store.ledger import Ledger, Writer
from revenant.store.record import Say
from revenant.store.workspace import Workspace


class PostmortemWriter:
    """Changes files that people write too, and commits nothing of theirs."""

    def __init__(self, workspace: Workspace, warn: Say) -> None:
        self._workspace, self._warn = workspace, warn
        self._ledger = Ledger(workspace, warn)

    def change(self, path: Path, writer: Writer, make: Callable[[bytes], bytes], message: Callable[[], str]) -> bytes:
        """What `make` makes of the file's content, written unless it is a dry run; `message` is asked afterwards.

        Raises:
            ChangedMeanwhileError: somebody else wrote it in between, or it is a link.
            WriteFailedError: the disk refused; the file is as it was.
        """
        inside = self._workspace.inside(path)
        if writer.dry_run:
            return make(inside.read_bytes())
        with self._ledger.writing(writer):
            before = inside.read_bytes()
            after = make(before)
            if after != before:
                self._replace(inside, before, after, writer, message())
        return after

    def _replace(self, path: Path, before: bytes, after: bytes, writer: Writer, message: str) -> None:
        """Write it, and commit it where the commit would hold nothing else that somebody is still writing."""
        name = self._workspace.relative(path)
        commits = writer.commit and self._workspace.settings.commit == "auto"
        loose = commits and self._workspace.repository.uncommitted(path)
        if not replace_file(path, before, after):
            raise ChangedMeanwhileError(name)
        if loose:
            self._warn(f"{name} has other changes that are not committed, so this one is not either")
        elif commits:
            self._workspace.repository.commit([path], f"{path.name.partition('.')[0]}: {message}", new=False)
